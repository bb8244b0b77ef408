package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.telemetry.model.Shelf;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.PastLoaded;
import dev.meridian.controlplane.telemetry.store.DemandLoads;
import dev.meridian.controlplane.telemetry.store.DemandStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;

/// Gives a series a past that was recorded elsewhere: by the system that the fleet had before, or
/// by somebody else's fleet, to try forecasts on. It is marked as loaded, lies before everything
/// that was observed here, and is replaced whole when it is loaded again.
@Service
public class DemandHistory {
    private final DemandStore store;
    private final DemandLoads loads;
    private final DiskGuard disks;
    private final PartitionUpkeep partitions;
    private final TelemetrySettings settings;

    DemandHistory(
            DemandStore store,
            DemandLoads loads,
            DiskGuard disks,
            PartitionUpkeep partitions,
            TelemetrySettings settings) {
        this.store = store;
        this.loads = loads;
        this.disks = disks;
        this.partitions = partitions;
        this.settings = settings;
    }

    /// @param means of quarters of an hour one after another, gaps as `NaN`
    /// @param maxima of the same quarters
    /// @param source where it comes from, for people
    public PastLoaded load(DemandKey key, Course means, Course maxima, String source, Instant now) {
        disks.requireRoom();
        LocalDate today = day(now);
        int series = Objects.requireNonNull(store.ids(List.of(key), today).get(key));
        loads.forget(series);
        Instant oldest = Course.slotOf(now.minus(settings.demandRetention())).plus(Course.SLOT);
        Instant end = Course.slotOf(now);
        Instant observed = loads.first(series).orElse(end);
        Course kept = within(means, oldest, observed.isBefore(end) ? observed : end);
        if (kept.observed() == 0) {
            return new PastLoaded.Nothing(observed);
        }
        partitions.make(Shelf.DEMAND, day(kept.start()), day(kept.at(kept.values().length)));
        loads.write(
                series,
                kept,
                within(maxima, kept.start(), kept.at(kept.values().length)),
                source,
                now);
        return new PastLoaded.Done(kept.start(), kept.at(kept.values().length), kept.observed());
    }

    private static Course within(Course course, Instant from, Instant to) {
        int first = index(course, from);
        int end = index(course, to);
        return new Course(
                course.at(first), course.step(), Arrays.copyOfRange(course.values(), first, end));
    }

    private static int index(Course course, Instant at) {
        long steps = Duration.between(course.start(), at).dividedBy(Course.SLOT);
        return Math.clamp(steps, 0, course.values().length);
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
