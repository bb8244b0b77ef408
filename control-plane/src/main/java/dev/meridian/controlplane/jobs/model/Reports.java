package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Restarted;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartingReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.AllocationState.Running;
import dev.meridian.controlplane.jobs.model.AllocationState.Starting;
import dev.meridian.controlplane.jobs.model.AllocationState.Succeeded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the word of an agent does to a copy.
final class Reports {

    private Reports() {}

    static Transition starting(Live live, StartingReported report, RetryPolicy policy) {
        return new Transition.Moved(
                new Starting(live.copy(), live.tally(), live.stop()),
                List.of(new Effect.MarkAttempt(live.epoch(), AllocationState.Kind.STARTING, null)));
    }

    static Transition started(Live live, StartedReported report, RetryPolicy policy) {
        @Nullable Instant known = live.startedAt();
        Instant startedAt = known == null ? report.at() : known;
        return new Transition.Moved(
                new Running(live.copy(), live.tally(), live.stop(), startedAt),
                List.of(
                        new Effect.MarkAttempt(
                                live.epoch(), AllocationState.Kind.RUNNING, startedAt),
                        known == null
                                ? new Effect.Record(report.at(), "STARTED", "started", live.copy())
                                : new Effect.Record(
                                        report.at(),
                                        "CONTACT_RETURNED",
                                        "is heard again and runs",
                                        live.copy())));
    }

    static Transition succeeded(Live live, SucceededReported report, RetryPolicy policy) {
        return new Ending(AttemptEnd.SUCCEEDED, "", "", report.exitCode(), report.at())
                .to(
                        new Succeeded(live.epoch(), live.tally(), report.exitCode(), report.at()),
                        live,
                        "SUCCEEDED",
                        "succeeded");
    }

    static Transition succeededUnseen(
            Pending waiting, SucceededReported report, RetryPolicy policy) {
        return new Transition.Moved(
                new Succeeded(waiting.epoch(), waiting.tally(), report.exitCode(), report.at()),
                List.of(
                        new Effect.CloseAttempt(
                                waiting.epoch(),
                                AttemptEnd.SUCCEEDED,
                                "",
                                "heard of late",
                                report.exitCode(),
                                report.at()),
                        new Effect.Record(
                                report.at(),
                                "SUCCEEDED",
                                "had succeeded before its node fell silent",
                                null),
                        new Effect.WakeScheduler()));
    }

    static Transition failed(Live live, FailedReported report, RetryPolicy policy) {
        Ending ending =
                new Ending(
                        AttemptEnd.FAILED,
                        report.reason(),
                        report.detail(),
                        report.exitCode(),
                        report.at());
        if (RetryPolicy.hostsDoing(report.reason(), live.tally())) {
            return Contact.gone(
                    live,
                    new Ending(
                            report.reason().equals(RetryPolicy.START_FAILED)
                                    ? AttemptEnd.FAILED
                                    : AttemptEnd.LOST,
                            report.reason(),
                            report.detail(),
                            report.exitCode(),
                            report.at()),
                    "was lost on its node: " + report.detail(),
                    policy);
        }
        @Nullable Stop stop = live.stop();
        if (stop != null && stop.order() == StopOrder.CANCEL) {
            return new Ending(
                            AttemptEnd.CANCELLED,
                            report.reason(),
                            report.detail(),
                            report.exitCode(),
                            report.at())
                    .cancelled(live, stop);
        }
        String how =
                report.exitCode() == null
                        ? report.reason()
                        : report.reason() + ", exit code " + report.exitCode();
        if (stop != null && stop.order() == StopOrder.REGROUP) {
            return ending.back(
                    live,
                    live.tally(),
                    stop.notBefore(),
                    "GANG_STOPPED",
                    "fell with its gang (" + how + ")");
        }
        var again = policy.afterFailure(live.tally(), report.reason(), live.copy().node());
        if (again.isEmpty()) {
            return ending.to(
                    new AllocationState.Failed(
                            live.epoch(),
                            live.tally(),
                            report.reason(),
                            report.exitCode(),
                            report.at()),
                    live,
                    "FAILED",
                    "failed for good (%s)%s"
                            .formatted(how, policy.max() == 0 ? "" : ": its retries are spent"));
        }
        Tally tally = again.get().tally();
        Instant notBefore = report.at().plus(again.get().pause());
        return ending.back(
                live,
                tally,
                notBefore,
                "RETRIED",
                "failed (%s) and is tried again after %s%s: %s"
                        .formatted(
                                how,
                                Sentences.spoken(again.get().pause()),
                                memory(live.tally(), tally, report.reason(), policy),
                                tally.retries() > live.tally().retries()
                                        ? "retry %d of %d".formatted(tally.retries(), policy.max())
                                        : "this spends no retry"),
                new Effect.RegroupGang("a member failed: " + how, tally.retries(), notBefore));
    }

    private static String memory(Tally before, Tally after, String reason, RetryPolicy policy) {
        if (after.memoryFactor() > before.memoryFactor()) {
            return String.format(Locale.ROOT, " with %.4g times its memory", after.memoryFactor());
        }
        return policy.growsAfter(reason) ? " with no more memory, for no node has more" : "";
    }

    /// It spent retries like any other failure; told again, it changes nothing.
    static Transition restarted(Live live, Restarted report, RetryPolicy policy) {
        if (report.retries() <= live.tally().retries()) {
            return new Transition.NoChange("a duplicate");
        }
        return new Transition.Moved(
                live.counting(live.tally().withRetries(report.retries())),
                List.of(
                        new Effect.Record(
                                report.at(),
                                "RESTARTED",
                                "was begun again by its agent, out of contact: %s; retry %d"
                                        .formatted(report.how(), report.retries()),
                                live.copy())));
    }

    static Transition stopped(Live live, StoppedReported report, RetryPolicy policy) {
        @Nullable Stop stop = live.stop();
        if (stop == null) {
            return new Ending(AttemptEnd.PREEMPTED, "STOPPED", "", report.exitCode(), report.at())
                    .back(
                            live,
                            live.tally(),
                            null,
                            "STOPPED",
                            "was stopped by its agent without an order that stands",
                            new Effect.RegroupGang(
                                    "a member was stopped", live.tally().retries(), null));
        }
        return switch (stop.order()) {
            case CANCEL ->
                    new Ending(
                                    AttemptEnd.CANCELLED,
                                    stop.order().reason(),
                                    stop.reason(),
                                    report.exitCode(),
                                    report.at())
                            .cancelled(live, stop);
            case SUSPEND, DRAIN, PREEMPT, REGROUP, MIGRATE ->
                    new Ending(
                                    AttemptEnd.PREEMPTED,
                                    stop.order().reason(),
                                    stop.reason(),
                                    report.exitCode(),
                                    report.at())
                            .back(
                                    live,
                                    live.tally(),
                                    stop.notBefore(),
                                    stop.order().reason(),
                                    "was stopped: " + stop.reason());
        };
    }

    static Transition fenced(Live live, FencedReported report, RetryPolicy policy) {
        return Contact.gone(
                live,
                new Ending(
                        AttemptEnd.FENCED,
                        "LEASE_EXPIRED",
                        "no control plane renewed its lease in time",
                        null,
                        report.at()),
                "was ended on its node, cut off for longer than its lease",
                policy);
    }
}
