package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.telemetry.model.demand.PoolRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What pools offer: the sum of their nodes that are there. A cordoned node counts, for it comes
/// back; a lost one does not.
final class Rooms {
    private static final double MILLIS = 1000;

    /// Bytes a second of one megabit a second.
    private static final double MEGABIT = 125_000;

    private Rooms() {}

    static List<PoolRoom> of(FleetState fleet) {
        Map<String, Sum> sums = new TreeMap<>();
        for (NodePool pool : fleet.pools()) {
            sums.put(
                    pool.region() + "/" + pool.cluster() + "/" + pool.name(),
                    new Sum(pool.region().toString(), pool.facts().spot()));
        }
        for (Node node : fleet.nodes()) {
            Sum sum = sums.get(node.region() + "/" + node.cluster() + "/" + node.pool());
            if (sum != null && node.health().contact() != Contact.LOST) {
                sum.add(node.capacity());
            }
        }
        return sums.entrySet().stream().map(each -> each.getValue().room(each.getKey())).toList();
    }

    private static final class Sum {
        private final String region;
        private final boolean spot;
        private double cores;
        private double memory;
        private double storage;
        private double network;
        private final Map<String, Double> devices = new HashMap<>();

        Sum(String region, boolean spot) {
            this.region = region;
            this.spot = spot;
        }

        void add(NodeCapacity capacity) {
            cores += capacity.cpu().value() / MILLIS;
            memory += capacity.memory().value();
            storage += capacity.disk().value();
            network += capacity.networkMbps() * MEGABIT;
            for (Accelerator device : capacity.accelerators()) {
                devices.merge(device.model(), 1.0, Double::sum);
            }
        }

        PoolRoom room(String pool) {
            return new PoolRoom(pool, region, spot, cores, memory, storage, network, devices);
        }
    }
}
