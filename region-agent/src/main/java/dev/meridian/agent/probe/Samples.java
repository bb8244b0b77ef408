package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Sample;
import dev.meridian.agent.protocol.TelemetryBatch;
import java.util.OptionalDouble;

/// One round of measurements, all of one moment.
public final class Samples {
    private final long atMillis;
    private final TelemetryBatch.Builder batch = TelemetryBatch.newBuilder();

    public Samples(long atMillis) {
        this.atMillis = atMillis;
    }

    void host(String metric, double value) {
        add("", metric, "", value);
    }

    void device(String metric, String device, double value) {
        add("", metric, device, value);
    }

    void allocation(String allocationId, String metric, String device, double value) {
        add(allocationId, metric, device, value);
    }

    /// What was told of a device of the host in this round.
    OptionalDouble told(String metric, String device) {
        return batch.getSamplesList().stream()
                .filter(sample ->
                        sample.getAllocationId().isEmpty()
                                && sample.getMetric().equals(metric)
                                && sample.getDevice().equals(device))
                .mapToDouble(Sample::getValue)
                .findFirst();
    }

    private void add(String allocationId, String metric, String device, double value) {
        if (!Double.isFinite(value)) return;
        batch.addSamples(
                Sample.newBuilder()
                        .setAtMillis(atMillis)
                        .setAllocationId(allocationId)
                        .setMetric(metric)
                        .setDevice(device)
                        .setValue(value));
    }

    public TelemetryBatch batch() {
        return batch.build();
    }
}
