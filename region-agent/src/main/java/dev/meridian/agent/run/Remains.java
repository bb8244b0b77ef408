package dev.meridian.agent.run;

import dev.meridian.agent.journal.Entry;
import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an earlier run of this agent held: all that the journal knows, and whatever lies on disk
/// beside it, because a damaged journal forgot it.
final class Remains {
    private static final Logger LOG = System.getLogger(Remains.class.getName());

    private Remains() {}

    static List<Entry> of(Journal journal, Attempts attempts) {
        List<Entry> all = new ArrayList<>(journal.entries());
        Set<AllocationKey> known = new HashSet<>();
        all.forEach(entry -> known.add(AllocationKey.of(entry.assignment())));
        Map<String, Integer> forgotten = journal.forgottenEpochs();
        for (AllocationKey key : attempts.onDisk()) {
            if (known.contains(key)) continue;
            if (forgotten.getOrDefault(key.allocationId(), 0) >= key.epoch()) {
                attempts.folder(key).delete(); // its removal was cut short
                continue;
            }
            Assignment assignment = attempts.assignment(key).orElseGet(() -> unidentified(key));
            LOG.log(
                    Level.WARNING,
                    "{0} is not in the journal: {1}",
                    key,
                    identified(assignment)
                            ? "taken over as it lies on disk"
                            : "and what it was is not to be found: whatever of it runs is ended");
            remember(journal, assignment);
            all.add(new Entry(assignment, Optional.empty()));
        }
        return all;
    }

    private static void remember(Journal journal, Assignment assignment) {
        try {
            journal.assigned(assignment);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the journal cannot be written: {0}", e.getMessage());
        }
    }

    private static Assignment unidentified(AllocationKey key) {
        return Assignment.newBuilder()
                .setAllocationId(key.allocationId())
                .setEpoch(key.epoch())
                .build();
    }

    /// Whether it is known what it was asked to be.
    static boolean identified(Assignment assignment) {
        return !assignment.getDriver().isEmpty();
    }
}
