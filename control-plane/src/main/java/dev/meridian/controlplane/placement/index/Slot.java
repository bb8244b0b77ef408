package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Node;
import java.util.ArrayList;
import java.util.List;

/// A place for one allocation as one number: the node's number in the upper half, a bit for each
/// position in its list of devices in the lower.
public final class Slot {
    /// No place.
    public static final long NONE = -1;

    private static final long DEVICES = 0xffff_ffffL;

    private Slot() {}

    public static long of(int node, int devices) {
        return (long) node << 32 | devices & DEVICES;
    }

    /// The same place where nodes are numbered from another one on.
    ///
    /// @param by what is added to the number of the node
    public static long shifted(long slot, int by) {
        return slot + ((long) by << 32);
    }

    public static int node(long slot) {
        return (int) (slot >> 32);
    }

    /// A bit for each device.
    public static int devices(long slot) {
        return (int) slot;
    }

    public static List<DeviceShare> shares(long slot, Node node, AcceleratorNeed need) {
        List<DeviceShare> shares = new ArrayList<>();
        for (int rest = devices(slot); rest != 0; rest &= rest - 1) {
            shares.add(
                    new DeviceShare(
                            node.devices().get(Integer.numberOfTrailingZeros(rest)).index(),
                            need.millis()));
        }
        return shares;
    }
}
