package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.util.Arrays;
import java.util.List;

/// What is free on one node, as a value.
public record Room(
        Node node,
        long cpuFree,
        long memoryFree,
        long diskFree,
        List<Integer> millis,
        long serviceCpu,
        long serviceDisk)
        implements NodeView {

    public Room {
        millis = List.copyOf(millis);
    }

    public static Room of(Node node, List<Placed> placed) {
        long cpu = node.capacity().cpu().value();
        long memory = node.capacity().memory().value();
        long disk = node.capacity().disk().value();
        long serviceCpu = 0;
        long serviceDisk = 0;
        Integer[] millis = new Integer[node.devices().size()];
        Arrays.fill(millis, Device.WHOLE);
        for (Placed one : placed) {
            cpu -= one.amounts().cpu().value();
            memory -= one.amounts().memory().value();
            disk -= one.amounts().disk().value();
            if (one.service()) {
                serviceCpu += one.amounts().cpu().value();
                serviceDisk += one.amounts().disk().value();
            }
            for (DeviceShare share : one.devices()) {
                // a device that the node no longer reports takes nothing from the others
                int position = node.position(share.index());
                if (position >= 0) {
                    millis[position] -= share.millis();
                }
            }
        }
        return new Room(node, cpu, memory, disk, List.of(millis), serviceCpu, serviceDisk);
    }

    @Override
    public int millisFree(int device) {
        return millis.get(device);
    }
}
