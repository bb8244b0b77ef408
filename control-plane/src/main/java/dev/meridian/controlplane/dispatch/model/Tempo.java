package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How quickly copies of a region are given up once their leases are over: so many at once, and
/// then so many a second (a token bucket for each region), so that what a lost region held does not
/// flood the others in one breath. Not for several threads.
public final class Tempo {
    private static final double NANOS = 1e9;

    private final int burst;
    private final double perSecond;
    private final Map<RegionName, Bucket> buckets = new HashMap<>();

    private record Bucket(double tokens, Instant at) {}

    /// @param burst copies at once
    /// @param perSecond copies a second after that
    public Tempo(int burst, double perSecond) {
        if (burst < 1 || !(perSecond > 0)) {
            throw new IllegalArgumentException("a tempo wants burst >= 1 and perSecond > 0");
        }
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /// The first of each region, as many as may go now; they count as gone.
    ///
    /// @param ordered the most urgent first
    public <T> List<T> admit(List<T> ordered, Function<T, RegionName> region, Instant now) {
        // what is full again needs no memory
        buckets.entrySet().removeIf(one -> filled(one.getValue(), now) >= burst);
        return ordered.stream().filter(one -> take(region.apply(one), now)).toList();
    }

    private boolean take(RegionName region, Instant now) {
        Bucket bucket = buckets.get(region);
        double tokens = bucket == null ? burst : filled(bucket, now);
        if (tokens < 1) {
            return false;
        }
        buckets.put(region, new Bucket(tokens - 1, now));
        return true;
    }

    private double filled(Bucket bucket, Instant now) {
        // a clock that was set back fills nothing
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / NANOS);
        return Math.min(burst, bucket.tokens() + seconds * perSecond);
    }
}
