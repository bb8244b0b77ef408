package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.StartForecast.Host;
import dev.meridian.controlplane.placement.StartForecast.Leaving;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;

/// One host that empties, as somebody sees it who waits for a place on it. Counts as it goes along,
/// for a large fleet has a hundred thousand ends in each draw.
final class Emptying {
    private final Host host;
    private final Requirement requirement;
    private final AcceleratorNeed need;
    private final boolean[] accepted;
    private final int[] millis;
    private long cpu;
    private long memory;
    private long disk;

    /// Of the accepted devices: how many are whole, or how many shares they hold.
    private long devices;

    Emptying(Host host, Requirement requirement) {
        this.host = host;
        this.requirement = requirement;
        need = requirement.accelerators();
        Node node = host.room().node();
        accepted = new boolean[node.devices().size()];
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = !need.isNone() && need.accepts(node.devices().get(i));
        }
        millis = new int[accepted.length];
    }

    /// Adds the seconds at which places open here, as long as they are among the first so many of
    /// all hosts.
    void open(int draw, int places, Soonest first) {
        begin();
        int open = 0;
        double time = 0;
        int[] order = host.orders()[draw];
        for (int i = -1; i < order.length; i++) {
            if (i >= 0) {
                Leaving next = host.leaving().get(order[i]);
                time = next.ends()[draw];
                if (Double.isInfinite(time) || first.isTooLate(time)) {
                    return;
                }
                give(next.one());
            }
            int now = places(places);
            for (; open < now; open++) {
                first.add(time);
            }
        }
    }

    private void begin() {
        cpu = host.room().cpuFree();
        memory = host.room().memoryFree();
        disk = host.room().diskFree();
        devices = 0;
        for (int i = 0; i < millis.length; i++) {
            millis[i] = host.room().millisFree(i);
            devices += accepted[i] ? fitting(millis[i]) : 0;
        }
    }

    private void give(Placed one) {
        cpu += one.amounts().cpu().value();
        memory += one.amounts().memory().value();
        disk += one.amounts().disk().value();
        for (DeviceShare share : one.devices()) {
            int position = host.room().node().position(share.index());
            if (position >= 0) {
                int before = millis[position];
                millis[position] += share.millis();
                devices += accepted[position] ? fitting(millis[position]) - fitting(before) : 0;
            }
        }
    }

    private int fitting(int free) {
        return need.isShare() ? Math.max(0, free) / need.millis() : free >= Device.WHOLE ? 1 : 0;
    }

    private int places(int most) {
        if (!need.isNone() && devices < need.count()) {
            return 0;
        }
        long places = need.isNone() ? most : Math.min(most, devices / need.count());
        places = Math.min(places, fit(cpu, requirement.amounts().cpu().value()));
        places = Math.min(places, fit(memory, requirement.amounts().memory().value()));
        return (int) Math.min(places, fit(disk, requirement.amounts().disk().value()));
    }

    private static long fit(long free, long asked) {
        return asked <= 0 ? Long.MAX_VALUE : Math.max(0, free) / asked;
    }
}
