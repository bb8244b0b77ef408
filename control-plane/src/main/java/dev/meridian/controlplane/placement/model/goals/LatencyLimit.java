package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.Coordinates;
import dev.meridian.controlplane.jobs.model.spec.LatencySpec;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.RegionPair;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work stays as near as it asks for: to a region, by the round trip that is known of the link
/// between them, whichever way it was stated; to its clients, by the [Distance] from the place of
/// the node's region. What nobody has said is not near.
public record LatencyLimit(Map<RegionPair, Link> links) implements NodeRule {
    private static final double MICROS_OF_MILLI = 1000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String sentence() {
        return "the node's region is as near as asked for";
    }

    @Override
    public String unit() {
        return "microseconds of round trip";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        LatencySpec limit = requirement.latency();
        if (limit == null) {
            return 0;
        }
        Double known = roundTrip(limit, view);
        return known == null
                ? Long.MAX_VALUE
                : Math.max(0, Math.round((known - limit.maxMs()) * MICROS_OF_MILLI));
    }

    /// Milliseconds; 0 within the region, null where nobody has said.
    private @Nullable Double roundTrip(LatencySpec limit, NodeView view) {
        String there = limit.to();
        if (there == null) {
            Coordinates place = view.node().region().coordinates();
            return place == null ? null : (Double) Distance.roundTrip(place, clients(limit));
        }
        String here = view.node().region().name();
        if (here.equals(there)) {
            return 0.0;
        }
        Double back = latency(there, here);
        return back == null ? latency(here, there) : back;
    }

    private static Coordinates clients(LatencySpec limit) {
        return new Coordinates(limit.toClient().getFirst(), limit.toClient().getLast());
    }

    private @Nullable Double latency(String from, String to) {
        Link link = links.get(new RegionPair(from, to));
        return link == null ? null : link.latencyMs();
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        LatencySpec limit = asked(requirement);
        Double known = roundTrip(limit, view);
        String region = view.node().region().name();
        return new Veto(
                PendingToken.NO_MATCHING_NODE,
                name(),
                "must be within %s ms of %s; of region %s %s"
                        .formatted(
                                milliseconds(limit.maxMs()),
                                limit.to() == null
                                        ? "clients at %s, %s"
                                                .formatted(
                                                        limit.toClient().getFirst(),
                                                        limit.toClient().getLast())
                                        : limit.to(),
                                region,
                                known == null ? unknown(limit) : "it is " + said(limit, known)),
                Map.of("maxMs", limit.maxMs(), "region", region),
                missing(requirement, view),
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        LatencySpec limit = asked(requirement);
        Double known = roundTrip(limit, view);
        return known == null
                ? "no rule about latency"
                : "latency.maxMs: "
                        + milliseconds(limit.to() == null ? Math.ceil(known) : known)
                        + " or more";
    }

    private static String unknown(LatencySpec limit) {
        return limit.to() == null ? "nobody has said where it lies" : "no latency is known";
    }

    /// What follows from distance is not known to the tenth.
    private static String said(LatencySpec limit, double known) {
        return (limit.to() == null ? "about " + Math.round(known) : milliseconds(known)) + " ms";
    }

    private static LatencySpec asked(Requirement requirement) {
        LatencySpec limit = requirement.latency();
        if (limit == null) {
            throw new IllegalArgumentException("asks for no latency");
        }
        return limit;
    }

    private static String milliseconds(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
