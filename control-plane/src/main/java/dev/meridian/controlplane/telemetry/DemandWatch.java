package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.telemetry.model.Shelf;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.DemandSums;
import dev.meridian.controlplane.telemetry.model.demand.Idle;
import dev.meridian.controlplane.telemetry.model.demand.Observation;
import dev.meridian.controlplane.telemetry.store.DemandReads;
import dev.meridian.controlplane.telemetry.store.DemandStore;
import dev.meridian.controlplane.telemetry.store.DemandStore.Known;
import dev.meridian.controlplane.telemetry.store.UsedReads;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// Looks once a minute at what is offered, allocated, needed and used, and makes of the looks of a
/// quarter of an hour one mean and one maximum.
///
/// A minute in which no replica looked is missing; a quarter without any look is a gap and stays
/// one. Of two replicas that look at the same minute one counts.
@Service
public class DemandWatch {
    /// A look that began within a slot may be stored a little after its end.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final FleetQueries fleet;
    private final DemandReads reads;
    private final UsedReads used;
    private final DemandStore store;
    private final PartitionUpkeep partitions;

    DemandWatch(
            FleetQueries fleet,
            DemandReads reads,
            UsedReads used,
            DemandStore store,
            PartitionUpkeep partitions) {
        this.fleet = fleet;
        this.reads = reads;
        this.used = used;
        this.store = store;
        this.partitions = partitions;
    }

    public void runOnce(Instant now) {
        fold(now);
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!store.looked(minute)) {
            look(minute);
        }
    }

    /// Stores what somebody else observed, as a proxy that counts a service's requests, for the
    /// minute of a moment.
    public void record(Instant at, Collection<Observation> found) {
        store.observe(at.truncatedTo(ChronoUnit.MINUTES), List.copyOf(found));
    }

    private void fold(Instant now) {
        Optional<Instant> oldest = store.oldest();
        while (oldest.isPresent()) {
            Instant slot = Course.slotOf(oldest.get());
            Instant end = slot.plus(Course.SLOT);
            if (now.isBefore(end.plus(GRACE))) {
                return;
            }
            LocalDate day = slot.atOffset(ZoneOffset.UTC).toLocalDate();
            // of a month whose end nobody saw, or before the first upkeep after a start
            partitions.make(Shelf.DEMAND, day, day);
            store.fold(slot, end);
            oldest = store.oldest();
        }
    }

    private void look(Instant minute) {
        Map<DemandKey, Double> found =
                new TreeMap<>(
                        DemandSums.of(Rooms.of(fleet.fleet()), reads.held(), reads.waiting()));
        found.putAll(used.used(minute));
        LocalDate today = minute.atOffset(ZoneOffset.UTC).toLocalDate();
        List<DemandKey> known =
                store.known().stream()
                        .filter(each -> !each.busyOn().isBefore(today.minusDays(Idle.DAYS)))
                        .map(Known::key)
                        .toList();
        Idle.fill(found, known);
        List<Observation> all = new ArrayList<>(found.size());
        found.forEach((key, value) -> all.add(new Observation(key, value)));
        store.observe(minute, all);
    }
}
