package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.store.LeaseStore;
import dev.meridian.controlplane.dispatch.store.LeaseStore.Held;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.StopOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// A person gives up a copy that is out of sight, so that the allocation is placed again under the
/// next epoch.
@Service
public class Replacements {
    private final LeaseStore leases;
    private final Jobs jobs;

    Replacements(LeaseStore leases, Jobs jobs) {
        this.leases = leases;
        this.jobs = jobs;
    }

    /// A copy that must not live twice is only told to stop: it is given up when a peer has carried
    /// that to its node and its end back, and otherwise when its lease is over.
    ///
    /// @param dead the person vouches that the copy does not run, for its host is off: then it is
    ///   given up at once in any case
    /// @return why not, for people; empty when it was done, or had ended at the same time
    public Optional<String> giveUp(
            AllocationId allocation, boolean dead, String reason, Instant now) {
        Optional<Held> held = leases.held(allocation);
        if (held.isEmpty()) {
            return Optional.of("no copy of it is placed");
        }
        Held copy = held.get();
        if (copy.contact() == Contact.READY) {
            return Optional.of(
                    "its node %s is heard, so its copy can be asked: cancel the job or drain the node"
                            .formatted(copy.nodeName()));
        }
        if (copy.fenced() && !dead) {
            jobs.orderStop(List.of(allocation), StopOrder.PREEMPT, reason, now);
            return Optional.empty();
        }
        jobs.lose(List.of(new Loss(allocation, copy.epoch(), reason)), now);
        return Optional.empty();
    }
}
