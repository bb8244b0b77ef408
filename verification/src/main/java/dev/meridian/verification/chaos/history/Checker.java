package dev.meridian.verification.chaos.history;

import static java.util.stream.Collectors.toSet;

import dev.meridian.verification.chaos.arena.Sink;
import dev.meridian.verification.chaos.history.Past.Attempt;
import dev.meridian.verification.chaos.history.Past.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges whole histories, in the manner of Jepsen: knows nothing of the faults that were played,
/// only what was promised, what the product says that it did, and what the sink has heard.
///
/// @param overlap that is allowed, for hosts that froze as a whole
public record Checker(Lifecycle lifecycle, Duration overlap) {
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final Set<String> WAITS = Set.of("PENDING");

    /// In which states an allocation may be after each kind of event; other kinds move nothing.
    private static final Map<String, Set<String>> MEANS =
            Map.ofEntries(
                    Map.entry("PLACED", Set.of("ASSIGNED")),
                    Map.entry("MOVING", Set.of("ASSIGNED")),
                    Map.entry("STARTED", Set.of("RUNNING")),
                    Map.entry("CONTACT_LOST", Set.of("UNKNOWN")),
                    Map.entry("CONTACT_RETURNED", Set.of("ASSIGNED", "RUNNING")),
                    Map.entry(SUCCEEDED, Set.of(SUCCEEDED)),
                    Map.entry("FAILED", Set.of("FAILED")),
                    Map.entry("CANCELLED", Set.of("CANCELLED")),
                    Map.entry("LOST", WAITS),
                    Map.entry("FENCED", WAITS),
                    Map.entry("RETRIED", WAITS),
                    Map.entry("STOPPED", WAITS),
                    Map.entry("GANG_STOPPED", WAITS),
                    Map.entry("GANG_RESTARTED", WAITS),
                    Map.entry("MIGRATED", WAITS),
                    Map.entry("PREEMPTED", WAITS),
                    Map.entry("DRAIN", WAITS),
                    Map.entry("SUSPENDED", WAITS),
                    Map.entry("RETRY_ORDERED", WAITS));

    private static final Set<String> MAY_STAY = Set.of("MOVING", "RETRY_ORDERED");
    private static final Set<String> OPENS_AN_EPOCH = Set.of("PLACED", "MOVING");

    /// Also told of a copy that its allocation has left behind.
    private static final Set<String> OF_ANY_EPOCH = Set.of("STOP_ORDERED", "DEPARTED");

    /// @param promised the job that a client was told of, by the client's own key
    /// @param pasts of all jobs that there are, by their ids
    public List<Finding> judge(Map<String, String> promised, Map<String, Past> pasts) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> keys = new HashMap<>();
        promised.forEach((key, job) -> {
            String other = keys.put(job, key);
            if (other != null) {
                findings.add(lost("%s and %s were promised the same job %s", other, key, job));
            }
            if (!pasts.containsKey(job)) {
                findings.add(lost("job %s was promised for %s, and is not there", job, key));
            }
        });
        pasts.forEach((job, past) -> {
            if (!keys.containsKey(job)) {
                findings.add(new Finding(Harm.REPEATED, "nobody was promised job " + job));
            }
            findings.addAll(judge(past));
        });
        return findings;
    }

    private List<Finding> judge(Past past) {
        List<Finding> findings = new ArrayList<>();
        transitions(past, findings);
        epochs(past, findings);
        runs(past, findings);
        Doubles doubles = Doubles.of(past.words());
        if (doubles.any() && (overlap.isZero() || doubles.millis() > overlap.toMillis())) {
            findings.add(new Finding(Harm.OVERLAP, doubles + " " + past));
        }
        return findings;
    }

    /// Several states may be meant by one event, so all that are possible are followed at once.
    private void transitions(Past past, List<Finding> findings) {
        Set<String> states = Set.of(Lifecycle.BEGINNING);
        for (Event event : past.events()) {
            Set<String> meant = MEANS.getOrDefault(event.kind(), Set.of());
            if (meant.isEmpty()) {
                continue;
            }
            Set<String> from = states;
            Set<String> legal =
                    meant.stream()
                            .filter(to ->
                                    from.stream().anyMatch(one -> lifecycle.leads(one, to))
                                            || MAY_STAY.contains(event.kind()) && from.contains(to))
                            .collect(toSet());
            if (legal.isEmpty()) {
                findings.add(
                        wrong("no transition from %s to %s by %s: %s", from, meant, event, past));
            }
            states = legal.isEmpty() ? meant : legal;
        }
    }

    private static void epochs(Past past, List<Finding> findings) {
        int epoch = 0;
        for (Event event : past.events()) {
            if (OPENS_AN_EPOCH.contains(event.kind())) {
                if (event.epoch() != epoch + 1) {
                    findings.add(wrong("after epoch %d came %s: %s", epoch, event, past));
                }
                epoch = event.epoch();
            } else if (event.epoch() != 0
                    && event.epoch() != epoch
                    && !OF_ANY_EPOCH.contains(event.kind())) {
                findings.add(wrong("in epoch %d was applied %s: %s", epoch, event, past));
            }
        }
    }

    /// What was promised, and did its work, is one run that succeeded, and nothing ran after it.
    private static void runs(Past past, List<Finding> findings) {
        List<Attempt> succeeded =
                past.attempts().stream().filter(one -> one.state().equals(SUCCEEDED)).toList();
        if (!past.state().equals(SUCCEEDED) || succeeded.isEmpty()) {
            findings.add(lost("it did not succeed: %s", past));
            return;
        }
        int epoch = succeeded.getFirst().epoch();
        if (succeeded.size() > 1 || past.words().stream().anyMatch(one -> one.epoch() > epoch)) {
            findings.add(new Finding(Harm.REPEATED, "it ran after its success: " + past));
        }
        if (past.words().stream()
                .noneMatch(one -> one.epoch() == epoch && one.word().equals(Sink.DONE))) {
            findings.add(wrong("it succeeded, and had not done its work: %s", past));
        }
    }

    private static Finding lost(String sentence, Object... of) {
        return new Finding(Harm.LOST, sentence.formatted(of));
    }

    private static Finding wrong(String sentence, Object... of) {
        return new Finding(Harm.WRONG, sentence.formatted(of));
    }
}
