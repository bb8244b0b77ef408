package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.joining;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.Move;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.placement.SnapshotReader;
import dev.meridian.controlplane.placement.migration.Chain;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes a chain of migrations true: in one transaction each copy is given its next place and told
/// to leave the one it has, or none is. From then on the tables know all that is to happen, whoever
/// reads them: what is stopped ends with its usual grace and checkpoint, and begins again after
/// that; a service goes on until its next copy runs.
@Component
class MigrationMoves {
    private static final Logger log = LoggerFactory.getLogger(MigrationMoves.class);

    private final PlanTurn turn;
    private final SnapshotReader snapshots;
    private final Jobs jobs;
    private final PlanCommitter committer;
    private final PlanTrigger trigger;
    private final Counter moved;
    private final Counter stale;
    private final Counter gain;

    MigrationMoves(
            PlanTurn turn,
            SnapshotReader snapshots,
            Jobs jobs,
            PlanCommitter committer,
            PlanTrigger trigger,
            MeterRegistry meters) {
        this.turn = turn;
        this.snapshots = snapshots;
        this.jobs = jobs;
        this.committer = committer;
        this.trigger = trigger;
        this.moved = meters.counter("meridian.migrations", "outcome", "moved");
        this.stale = meters.counter("meridian.migrations", "outcome", "stale");
        this.gain = meters.counter("meridian.migrations.gain");
    }

    /// @param services of what is moved: those live on until their next copies run
    /// @param seen what the chain was found in
    void commit(Chain chain, Set<AllocationId> services, Snapshot seen, Instant now) {
        turn.take(promises -> {
            Optional<String> refusal =
                    Arrivals.fit(chain, seen, snapshots.read(now))
                            ? jobs.relocateTogether(rows(chain, services), now)
                            : Optional.of("a place has been taken since");
            if (refusal.isPresent()) {
                log.debug("a chain of migrations is stale: {}", refusal.get());
                stale.increment(chain.moves().size());
                return promises;
            }
            moved.increment(chain.moves().size());
            gain.increment(chain.gain());
            trigger.again();
            Map<AllocationId, NodeId> more = new HashMap<>(promises);
            chain.guests().forEach(guest -> more.put(guest.allocation(), guest.node()));
            return more;
        });
    }

    private List<Move> rows(Chain chain, Set<AllocationId> services) {
        String why = sentence(chain);
        return chain.moves().stream()
                .map(one ->
                        new Move(
                                committer.placement(one),
                                services.contains(one.allocation()),
                                StopOrder.MIGRATE,
                                why))
                .toList();
    }

    static String sentence(Chain chain) {
        String won =
                String.format(
                        Locale.ROOT,
                        "%.2f accelerators are won for %.2f that the move costs",
                        chain.won(),
                        chain.cost());
        String guests =
                chain.guests().stream()
                        .map(guest -> "job %s".formatted(guest.job()))
                        .distinct()
                        .collect(joining(" and "));
        return guests.isEmpty()
                ? "it serves better there, " + won
                : "%s %s where it was, %s"
                        .formatted(guests, guests.contains(" and ") ? "fit" : "fits", won);
    }
}
