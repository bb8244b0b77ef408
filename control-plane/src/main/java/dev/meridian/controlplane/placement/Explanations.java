package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.GroupView;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.kernel.FaultOfData;
import dev.meridian.controlplane.placement.model.Explanation;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.QueuePosition;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Why a job waits, or why it runs where it does: as the plan that decided wrote it down, else as a
/// plan made now says.
@Service
public class Explanations {
    private static final Logger log = LoggerFactory.getLogger(Explanations.class);

    private static final PendingReason NOT_YET =
            new PendingReason(
                    PendingToken.PENDING_EVALUATION,
                    "has not been looked at yet; the next plan does",
                    Map.of());

    private final JobQueries jobs;
    private final SnapshotReader snapshots;
    private final Planning planning;
    private final ExpectedStarts starts;
    private final StoredReasons stored = new StoredReasons();
    private final FaultOfData data;
    private final Clock clock;

    Explanations(
            JobQueries jobs,
            SnapshotReader snapshots,
            Planning planning,
            ExpectedStarts starts,
            FaultOfData data,
            Clock clock) {
        this.data = data;
        this.jobs = jobs;
        this.snapshots = snapshots;
        this.planning = planning;
        this.starts = starts;
        this.clock = clock;
    }

    /// Empty where there is no such job.
    public Optional<Explanation> of(JobId id) {
        return jobs.job(id).map(job -> explain(job, true));
    }

    /// Of a job that has been read, of what was read of it, and only as plans wrote it down: on a
    /// large fleet a plan for one reader takes long.
    public Explanation told(JobView job) {
        return explain(job, false);
    }

    /// Why the newest attempt of an allocation is where it is; empty when it never had one.
    public Optional<Explanation.Where> where(AllocationView allocation) {
        return stored.where(allocation);
    }

    private Explanation explain(JobView job, boolean plan) {
        return wait(job, plan)
                .beside(
                        job.allocations().stream()
                                .flatMap(one -> stored.standbys(one).stream())
                                .toList());
    }

    private Explanation wait(JobView job, boolean plan) {
        JobId id = job.line().id();
        List<Explanation.Where> placement =
                job.allocations().stream().flatMap(one -> stored.where(one).stream()).toList();
        List<AllocationView> waiting =
                job.allocations().stream()
                        .filter(one -> one.state() == AllocationState.Kind.PENDING)
                        .toList();
        String state = job.line().state().name();
        if (waiting.isEmpty()) {
            return new Explanation(
                    state, null, List.of(), List.of(), placement, List.of(), null, null, List.of());
        }
        QueuePosition position = position(id, job);
        PendingReason held = held(job, waiting);
        if (held != null && !isQuarantined(job)) {
            return of(state, Explanation.Reason.of(held), placement, position);
        }
        Explanation why;
        if (job.reasons().isEmpty() && job.specProblem() != null) {
            why = of(state, Explanation.Reason.of(unreadable(job)), placement, position);
        } else if (!job.reasons().isEmpty()) {
            why = ofStored(state, job.reasons(), placement, position);
        } else {
            why =
                    plan
                            ? ofNow(state, id, placement, position)
                            : of(state, Explanation.Reason.of(NOT_YET), placement, position);
        }
        return why.starting(starts.of(job).orElse(why.expectedStart()));
    }

    private static Explanation of(
            String state,
            Explanation.Reason reason,
            List<Explanation.Where> placement,
            @Nullable QueuePosition position) {
        return new Explanation(
                state, reason, List.of(), List.of(), placement, List.of(), position, null,
                List.of());
    }

    private @Nullable QueuePosition position(JobId id, JobView job) {
        OptionalLong position = jobs.queuePosition(id);
        return position.isEmpty()
                ? null
                : new QueuePosition(job.line().queue(), Math.toIntExact(position.getAsLong()));
    }

    private Explanation ofStored(
            String state,
            List<ReasonView> reasons,
            List<Explanation.Where> placement,
            @Nullable QueuePosition position) {
        ReasonView first = reasons.getFirst();
        StoredReasons.Pending rest = stored.pending(first);
        List<Explanation.Reason> others = new ArrayList<>(rest.otherReasons());
        for (ReasonView other : reasons.subList(1, reasons.size())) {
            others.add(new Explanation.Reason(other.token(), other.sentence(), other.numbers()));
        }
        return new Explanation(
                state,
                new Explanation.Reason(first.token(), first.sentence(), first.numbers()),
                others,
                rest.vetoes(),
                placement,
                List.of(),
                position == null ? rest.queue() : position,
                rest.expectedStart(),
                rest.wouldFitIf());
    }

    /// No plan has looked at it yet: the job alone, on what is free now.
    private Explanation ofNow(
            String state,
            JobId id,
            List<Explanation.Where> placement,
            @Nullable QueuePosition position) {
        Optional<PendingExplanation> why;
        try {
            Snapshot alone = snapshots.alone(id, clock.instant());
            why = planning.plan(alone, Findings.of(id)).pending().values().stream().findFirst();
        } catch (RuntimeException | StackOverflowError e) {
            if (!data.behind(e)) {
                throw e;
            }
            log.warn("job {} cannot be explained by a plan", id, e);
            return of(state, Explanation.Reason.of(unbearable(e)), placement, position);
        }
        PendingReason reason = why.map(PendingExplanation::reason).orElse(NOT_YET);
        return new Explanation(
                state,
                Explanation.Reason.of(reason),
                why.stream()
                        .flatMap(one -> one.otherReasons().stream())
                        .map(Explanation.Reason::of)
                        .toList(),
                why.stream()
                        .flatMap(one -> one.vetoes().stream())
                        .map(Explanation.Refusal::of)
                        .toList(),
                placement,
                List.of(),
                position,
                null,
                why.stream().flatMap(one -> one.wouldFitIf().stream()).toList());
    }

    /// No plan has come across it yet: the next one quarantines it.
    private static PendingReason unreadable(JobView job) {
        return new PendingReason(
                PendingToken.MISCONFIGURED,
                "what is stored of its spec cannot be read: " + job.specProblem(),
                Map.of());
    }

    /// The next plans find the same, and quarantine it.
    private static PendingReason unbearable(Throwable failure) {
        return new PendingReason(
                PendingToken.PENDING_EVALUATION,
                "the planner fails on it, and sets it aside after some tries: "
                        + Unplannable.told(failure),
                Map.of());
    }

    /// What keeps it from being planned at all; null where nothing does.
    private @Nullable PendingReason held(JobView job, List<AllocationView> waiting) {
        if (job.suspended()) {
            return new PendingReason(
                    PendingToken.SUSPENDED, "a person holds it back; resume it to go on", Map.of());
        }
        for (AllocationView one : waiting) {
            if (!isHeld(job, one)) {
                return null;
            }
        }
        AllocationView first = waiting.getFirst();
        Optional<GroupView> group =
                job.groups().stream().filter(g -> g.name().equals(first.group())).findFirst();
        if (group.isPresent() && !group.get().ready()) {
            String before = String.join(", ", group.get().dependsOn());
            return new PendingReason(
                    PendingToken.PENDING_EVALUATION,
                    "waits until " + before + " has succeeded",
                    Map.of("dependsOn", group.get().dependsOn()));
        }
        return new PendingReason(
                PendingToken.PENDING_EVALUATION,
                "is tried again at " + first.notBefore(),
                Map.of("notBefore", String.valueOf(first.notBefore())));
    }

    /// It is held back like by a back-off, and the plans that failed wrote down why.
    private static boolean isQuarantined(JobView job) {
        return !job.suspended()
                && job.reasons().stream()
                        .anyMatch(one -> one.token().equals(PendingToken.MISCONFIGURED.text()));
    }

    private boolean isHeld(JobView job, AllocationView one) {
        Instant until = one.notBefore();
        return (until != null && until.isAfter(clock.instant()))
                || job.groups().stream()
                        .anyMatch(group -> group.name().equals(one.group()) && !group.ready());
    }
}
