package dev.meridian.verification.bench.planner;

import com.netflix.fenzo.VirtualMachineLease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;
import org.jspecify.annotations.Nullable;

/// A node as Fenzo is offered it.
///
/// @param getOfferedTime milliseconds since 1970; old offers expire
record FenzoLease(String hostname, Good node, long getOfferedTime) implements VirtualMachineLease {
    static final String ACCELERATORS = "accelerators";
    private static final double MILLIS = 1000;

    @Override
    public String getId() {
        return hostname;
    }

    @Override
    public String getVMID() {
        return hostname;
    }

    @Override
    public double cpuCores() {
        return node.cpu() / MILLIS;
    }

    @Override
    public double memoryMB() {
        return node.memory();
    }

    @Override
    public double networkMbps() {
        return 0;
    }

    @Override
    public double diskMB() {
        return 0;
    }

    @Override
    public List<Range> portRanges() {
        return List.of();
    }

    @Override
    public Protos.@Nullable Offer getOffer() {
        return null;
    }

    @Override
    public Map<String, Protos.Attribute> getAttributeMap() {
        // it asks for attributes that have no name, which Map.of() forbids
        return new HashMap<>();
    }

    @Override
    public @Nullable Double getScalarValue(String name) {
        return getScalarValues().get(name);
    }

    @Override
    public Map<String, Double> getScalarValues() {
        return Map.of(ACCELERATORS, (double) node.accelerators());
    }
}
