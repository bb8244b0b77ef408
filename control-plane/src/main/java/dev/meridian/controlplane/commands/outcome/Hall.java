package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One node and what is free on it, as work comes and goes. More than it has cannot be taken.
final class Hall implements NodeView {
    private final Node node;
    private final int[] millis;
    private long cpu;
    private long memory;
    private long disk;

    Hall(Node node) {
        this.node = node;
        cpu = node.capacity().cpu().value();
        memory = node.capacity().memory().value();
        disk = node.capacity().disk().value();
        millis = new int[node.devices().size()];
        Arrays.fill(millis, Device.WHOLE);
    }

    /// @throws IllegalStateException when there is not so much
    void take(Amounts amounts, List<DeviceShare> devices) {
        change(amounts, devices, -1);
        if (cpu < 0 || memory < 0 || disk < 0 || Arrays.stream(millis).anyMatch(free -> free < 0)) {
            throw new IllegalStateException(
                    "%s holds more than it has: %d thousandths of a core, %d MiB, %s thousandths of its devices are free"
                            .formatted(node.name(), cpu, memory, Arrays.toString(millis)));
        }
    }

    void give(Amounts amounts, List<DeviceShare> devices) {
        change(amounts, devices, 1);
    }

    private void change(Amounts amounts, List<DeviceShare> devices, int sign) {
        cpu += sign * amounts.cpu().value();
        memory += sign * amounts.memory().value();
        disk += sign * amounts.disk().value();
        for (DeviceShare share : devices) {
            int position = node.position(share.index());
            if (position < 0) {
                throw new IllegalStateException(
                        "%s has no device %d".formatted(node.name(), share.index()));
            }
            millis[position] += sign * share.millis();
        }
    }

    /// The first whole devices that are free and suit; to be asked only where there are enough.
    List<DeviceShare> devices(Requirement requirement) {
        List<DeviceShare> found = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            if (found.size() < requirement.accelerators().count()
                    && millis[i] == Device.WHOLE
                    && requirement.accelerators().accepts(node.devices().get(i))) {
                found.add(new DeviceShare(node.devices().get(i).index(), Device.WHOLE));
            }
        }
        return found;
    }

    /// Thousandths over all devices.
    long millisFree() {
        return Arrays.stream(millis).sum();
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public long cpuFree() {
        return cpu;
    }

    @Override
    public long memoryFree() {
        return memory;
    }

    @Override
    public long diskFree() {
        return disk;
    }

    @Override
    public int millisFree(int device) {
        return millis[device];
    }

    @Override
    public long serviceCpu() {
        return 0;
    }

    @Override
    public long serviceDisk() {
        return 0;
    }
}
