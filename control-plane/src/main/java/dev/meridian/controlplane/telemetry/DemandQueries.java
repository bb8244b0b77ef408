package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Held;
import dev.meridian.controlplane.telemetry.model.demand.Loaded;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import dev.meridian.controlplane.telemetry.store.DemandDays;
import dev.meridian.controlplane.telemetry.store.DemandLoads;
import dev.meridian.controlplane.telemetry.store.DemandReads;
import dev.meridian.controlplane.telemetry.store.DemandStore;
import dev.meridian.controlplane.telemetry.store.DemandStore.Known;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/// Answers how demand went: series of clusters, pools, projects and services in slots of 15
/// minutes.
@Service
public class DemandQueries {
    private final DemandStore store;
    private final DemandDays days;
    private final DemandLoads loads;
    private final DemandReads reads;

    DemandQueries(DemandStore store, DemandDays days, DemandLoads loads, DemandReads reads) {
        this.store = store;
        this.days = days;
        this.loads = loads;
        this.reads = reads;
    }

    /// Every series that has ever been recorded and that is asked for, in order.
    public List<DemandKey> keys(Predicate<DemandKey> asked) {
        return store.known().stream().map(Known::key).filter(asked).sorted().toList();
    }

    /// All slots from the one that holds `from` to the last that was over at `to`; those that
    /// nobody observed are `NaN`. Of a series that was never recorded all are.
    public Course course(DemandKey key, Instant from, Instant to, Statistic statistic) {
        return Objects.requireNonNull(courses(List.of(key), from, to, statistic).get(key));
    }

    /// The same of many at once: 28 days of a thousand series take about a second.
    ///
    /// @return all that are asked for, in their order
    public Map<DemandKey, Course> courses(
            Collection<DemandKey> keys, Instant from, Instant to, Statistic statistic) {
        Map<DemandKey, Integer> ids = new HashMap<>();
        store.known().forEach(each -> ids.put(each.key(), each.id()));
        Instant first = Course.slotOf(from);
        Instant end = Course.slotOf(to);
        Map<Integer, Course> read =
                days.read(
                        keys.stream().map(key -> ids.getOrDefault(key, NONE)).distinct().toList(),
                        first,
                        end.isBefore(first) ? first : end,
                        statistic);
        Map<DemandKey, Course> courses = new TreeMap<>();
        for (DemandKey key : keys) {
            courses.put(key, read.get(ids.getOrDefault(key, NONE)));
        }
        return courses;
    }

    /// What running work was given at this moment, of each pool, by project and service.
    public List<Held> held() {
        return reads.held();
    }

    /// No series has this number.
    private static final int NONE = 0;

    /// What of a series was not observed here; empty: all of it was.
    public Optional<Loaded> loaded(DemandKey key) {
        return loads.of(key);
    }
}
