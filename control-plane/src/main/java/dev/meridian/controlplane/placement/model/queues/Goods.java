package dev.meridian.controlplane.placement.model.queues;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Collection;

/// What queues are given shares of: CPU, memory and accelerators, all models alike.
///
/// @param cpu thousandths of a core
/// @param memory MiB
/// @param accelerators thousandths of a device
public record Goods(long cpu, long memory, long accelerators) {
    public static final Goods NONE = new Goods(0, 0, 0);

    /// So much of each that nothing real reaches it.
    public static final long UNLIMITED = Long.MAX_VALUE / 4;

    public static final Goods ALL = new Goods(UNLIMITED, UNLIMITED, UNLIMITED);

    public static Goods of(Requirement requirement) {
        return of(requirement.amounts(), requirement.accelerators().totalMillis());
    }

    public static Goods of(Placed placed) {
        long millis = 0;
        for (DeviceShare share : placed.devices()) {
            millis += share.millis();
        }
        return of(placed.amounts(), millis);
    }

    /// All that these nodes have.
    public static Goods of(Collection<Node> nodes) {
        Goods all = NONE;
        for (Node node : nodes) {
            all = all.plus(of(node.capacity(), (long) node.devices().size() * Device.WHOLE));
        }
        return all;
    }

    private static Goods of(Amounts amounts, long millis) {
        return new Goods(amounts.cpu().value(), amounts.memory().value(), millis);
    }

    public Goods plus(Goods other) {
        return new Goods(cpu + other.cpu, memory + other.memory, accelerators + other.accelerators);
    }

    public Goods minus(Goods other) {
        return new Goods(cpu - other.cpu, memory - other.memory, accelerators - other.accelerators);
    }

    /// What is missing for so much more, of each of which there is some: what it would come to
    /// beside what is used, less the limit.
    Goods missing(Goods used, Goods limit) {
        return new Goods(
                missing(cpu, used.cpu, limit.cpu),
                missing(memory, used.memory, limit.memory),
                missing(accelerators, used.accelerators, limit.accelerators));
    }

    private static long missing(long more, long used, long limit) {
        return more > 0 ? Math.max(0, used + more - limit) : 0;
    }

    /// The parts of a limit that these and others have in common, added up.
    double commonParts(Goods other, Goods limit) {
        return part(Math.min(cpu, other.cpu), limit.cpu)
                + part(Math.min(memory, other.memory), limit.memory)
                + part(Math.min(accelerators, other.accelerators), limit.accelerators);
    }

    public boolean isWithin(Goods limit) {
        return cpu <= limit.cpu && memory <= limit.memory && accelerators <= limit.accelerators;
    }

    /// The largest part that it makes up of any of the goods that there are (dominant share, NSDI
    /// 2011); 0 where there are none.
    public double dominantShare(Goods all) {
        return Math.max(
                part(accelerators, all.accelerators),
                Math.max(part(cpu, all.cpu), part(memory, all.memory)));
    }

    private static double part(long some, long all) {
        return all <= 0 ? 0 : some / (double) all;
    }
}
