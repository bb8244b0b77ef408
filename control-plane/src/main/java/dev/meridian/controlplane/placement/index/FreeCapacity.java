package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Fragmentation;
import java.util.Arrays;
import java.util.List;

/// What is free on every node, in arrays. Not for several threads.
public final class FreeCapacity {
    private final Node[] nodes;
    private final At[] views;
    private final long[] cpu;
    private final long[] memory;
    private final long[] disk;
    private final long[] serviceCpu;
    private final long[] serviceDisk;

    /// where a node's devices begin in `millis`
    private final int[] devices;

    private final int[] millis;

    FreeCapacity(List<Node> ordered) {
        int size = ordered.size();
        nodes = ordered.toArray(Node[]::new);
        views = new At[size];
        cpu = new long[size];
        memory = new long[size];
        disk = new long[size];
        serviceCpu = new long[size];
        serviceDisk = new long[size];
        devices = new int[size + 1];
        for (int i = 0; i < size; i++) {
            views[i] = new At(i);
            cpu[i] = nodes[i].capacity().cpu().value();
            memory[i] = nodes[i].capacity().memory().value();
            disk[i] = nodes[i].capacity().disk().value();
            devices[i + 1] = devices[i] + nodes[i].devices().size();
        }
        millis = new int[devices[size]];
        Arrays.fill(millis, Device.WHOLE);
    }

    private FreeCapacity(FreeCapacity other) {
        this(other, other.nodes, other.devices, 0);
    }

    /// @param from what is number 0 here is in the other
    private FreeCapacity(FreeCapacity other, Node[] nodes, int[] devices, int from) {
        int to = from + nodes.length;
        this.nodes = nodes;
        this.devices = devices;
        views = new At[nodes.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = new At(i);
        }
        cpu = Arrays.copyOfRange(other.cpu, from, to);
        memory = Arrays.copyOfRange(other.memory, from, to);
        disk = Arrays.copyOfRange(other.disk, from, to);
        serviceCpu = Arrays.copyOfRange(other.serviceCpu, from, to);
        serviceDisk = Arrays.copyOfRange(other.serviceDisk, from, to);
        millis = Arrays.copyOfRange(other.millis, other.devices[from], other.devices[to]);
    }

    /// The same nodes with nothing on them.
    public FreeCapacity empty() {
        return new FreeCapacity(List.of(nodes));
    }

    public FreeCapacity copy() {
        return new FreeCapacity(this);
    }

    /// A copy of a run of nodes, numbered from 0.
    FreeCapacity slice(int from, int to) {
        int[] begins = Arrays.copyOfRange(devices, from, to + 1);
        for (int i = begins.length - 1; i >= 0; i--) {
            begins[i] -= begins[0];
        }
        return new FreeCapacity(this, Arrays.copyOfRange(nodes, from, to), begins, from);
    }

    public int size() {
        return nodes.length;
    }

    public Node node(int node) {
        return nodes[node];
    }

    public NodeView view(int node) {
        return views[node];
    }

    /// What already runs or is about to.
    public void hold(int node, Placed placed) {
        hold(node, placed, 1);
    }

    /// As if it had gone.
    public void release(int node, Placed placed) {
        hold(node, placed, -1);
    }

    /// @param times 1; -1 takes it back
    void hold(int node, Placed placed, int times) {
        long cores = times * placed.amounts().cpu().value();
        cpu[node] -= cores;
        memory[node] -= times * placed.amounts().memory().value();
        long mebibytes = times * placed.amounts().disk().value();
        disk[node] -= mebibytes;
        if (placed.service()) {
            serviceCpu[node] += cores;
            serviceDisk[node] += mebibytes;
        }
        for (DeviceShare share : placed.devices()) {
            int position = nodes[node].position(share.index());
            // a device that the node no longer reports takes nothing from the others
            if (position >= 0) {
                millis[devices[node] + position] -= times * share.millis();
            }
        }
    }

    /// @param mask a bit for each device that is taken
    public void take(int node, Requirement requirement, int mask) {
        change(node, requirement, mask, 1);
    }

    public void give(int node, Requirement requirement, int mask) {
        change(node, requirement, mask, -1);
    }

    private void change(int node, Requirement requirement, int mask, int sign) {
        long cores = requirement.amounts().cpu().value();
        cpu[node] -= sign * cores;
        memory[node] -= sign * requirement.amounts().memory().value();
        long mebibytes = requirement.amounts().disk().value();
        disk[node] -= sign * mebibytes;
        if (requirement.service()) {
            serviceCpu[node] += sign * cores;
            serviceDisk[node] += sign * mebibytes;
        }
        int each = requirement.accelerators().millis();
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            millis[devices[node] + Integer.numberOfTrailingZeros(rest)] -= sign * each;
        }
    }

    /// Devices for a request: any whole ones, or the fullest that has the share; 0 when there are
    /// none, or none is asked for.
    public int devicesFor(int node, AcceleratorNeed need) {
        return need.isShare()
                ? tightestDevice(node, need)
                : need.isNone() ? 0 : wholeDevices(node, need);
    }

    /// The first free devices for a request of whole ones; 0 when too few are free or none is asked
    /// for.
    public int wholeDevices(int node, AcceleratorNeed need) {
        int mask = 0;
        int open = need.count();
        List<Device> models = nodes[node].devices();
        for (int i = 0; i < models.size() && open > 0; i++) {
            if (millis[devices[node] + i] == Device.WHOLE && need.accepts(models.get(i))) {
                mask |= 1 << i;
                open--;
            }
        }
        return open == 0 ? mask : 0;
    }

    /// The fullest device that still has the share; 0 when there is none.
    public int tightestDevice(int node, AcceleratorNeed need) {
        int best = -1;
        List<Device> models = nodes[node].devices();
        for (int i = 0; i < models.size(); i++) {
            int free = millis[devices[node] + i];
            if (free >= need.millis()
                    && (best < 0 || free < millis[devices[node] + best])
                    && need.accepts(models.get(i))) {
                best = i;
            }
        }
        return best < 0 ? 0 : 1 << best;
    }

    long cpuFree(int node) {
        return cpu[node];
    }

    /// Whether so much of what can be divided at will is free. Nothing fits anywhere.
    boolean hasRoom(int node, long cpus, long mebibytes, long diskMebibytes) {
        return (cpu[node] >= cpus || cpus == 0)
                && (memory[node] >= mebibytes || mebibytes == 0)
                && (disk[node] >= diskMebibytes || diskMebibytes == 0);
    }

    /// The device that has the share and on which it leaves least that nobody will fill; 0 when
    /// none has it.
    public int shareDevice(int node, AcceleratorNeed need, Fragmentation fragmentation) {
        int best = -1;
        double least = Double.MAX_VALUE;
        List<Device> models = nodes[node].devices();
        for (int i = 0; i < models.size(); i++) {
            int free = millis[devices[node] + i];
            if (free >= need.millis() && need.accepts(models.get(i))) {
                double gained =
                        fragmentation.leftover(free - need.millis()) - fragmentation.leftover(free);
                if (gained < least) {
                    least = gained;
                    best = i;
                }
            }
        }
        return best < 0 ? 0 : 1 << best;
    }

    /// Whether what is free suffices, as the goals' rules about it have it.
    public boolean fits(int node, Requirement requirement) {
        Amounts amounts = requirement.amounts();
        AcceleratorNeed need = requirement.accelerators();
        return hasRoom(
                        node,
                        amounts.cpu().value(),
                        amounts.memory().value(),
                        amounts.disk().value())
                && (need.isNone() || devicesFor(node, need) != 0);
    }

    /// Whether these very devices, and all else, are free.
    public boolean holds(int node, Requirement requirement, int mask) {
        Amounts amounts = requirement.amounts();
        if (!hasRoom(
                node, amounts.cpu().value(), amounts.memory().value(), amounts.disk().value())) {
            return false;
        }
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            if (millis[devices[node] + Integer.numberOfTrailingZeros(rest)]
                    < requirement.accelerators().millis()) {
                return false;
            }
        }
        return true;
    }

    /// Whether the node could take it with nothing on it, as far as what can be divided at will
    /// goes.
    boolean holdsEmpty(int node, Requirement requirement) {
        Amounts has = nodes[node].capacity();
        Amounts wanted = requirement.amounts();
        return wanted.cpu().value() <= has.cpu().value()
                && wanted.memory().value() <= has.memory().value()
                && wanted.disk().value() <= has.disk().value();
    }

    int deviceCount(int node) {
        return devices[node + 1] - devices[node];
    }

    int millisFree(int node, int device) {
        return millis[devices[node] + device];
    }

    private final class At implements NodeView {
        private final int node;

        At(int node) {
            this.node = node;
        }

        @Override
        public Node node() {
            return nodes[node];
        }

        @Override
        public long cpuFree() {
            return cpu[node];
        }

        @Override
        public long memoryFree() {
            return memory[node];
        }

        @Override
        public long diskFree() {
            return disk[node];
        }

        @Override
        public int millisFree(int device) {
            return millis[devices[node] + device];
        }

        @Override
        public long serviceCpu() {
            return serviceCpu[node];
        }

        @Override
        public long serviceDisk() {
            return serviceDisk[node];
        }
    }
}
