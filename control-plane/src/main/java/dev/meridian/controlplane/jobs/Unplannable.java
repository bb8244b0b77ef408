package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Jobs that cannot even be shown to the planner: their specs cannot be read, or make no request.
/// They are left out, so that all others are planned, and noted here for whoever quarantines them.
@Component
public class Unplannable {
    private static final Logger log = LoggerFactory.getLogger(Unplannable.class);
    private static final int MOST_TOLD = 300;

    private final Map<JobId, Found> found = new ConcurrentHashMap<>();

    /// @param waiting what of it waits
    /// @param why the failure, for people
    public record Found(JobId job, Set<AllocationId> waiting, String why) {
        public Found {
            waiting = Set.copyOf(waiting);
        }
    }

    public void add(JobId job, Collection<AllocationId> waiting, RuntimeException failure) {
        log.error("job {} cannot be shown to the planner", job, failure);
        found.merge(job, new Found(job, Set.copyOf(waiting), told(failure)), Unplannable::together);
    }

    /// What was found since the last call.
    public List<Found> take() {
        List<Found> taken = List.copyOf(found.values());
        taken.forEach(one -> found.remove(one.job(), one));
        return taken;
    }

    /// A failure in a sentence that fits on a page.
    public static String told(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getClass().getSimpleName()
                + ": "
                + (message.length() > MOST_TOLD ? message.substring(0, MOST_TOLD) + "…" : message);
    }

    private static Found together(Found one, Found other) {
        Set<AllocationId> all = new HashSet<>(one.waiting());
        all.addAll(other.waiting());
        return new Found(one.job(), all, other.why());
    }
}
