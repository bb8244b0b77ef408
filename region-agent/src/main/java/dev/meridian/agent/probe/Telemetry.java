package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.TelemetryBatch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Asks every probe in turn. One that fails is passed over: the others still measure.
public final class Telemetry {
    private static final Logger LOG = System.getLogger(Telemetry.class.getName());

    private final List<Probe> probes;
    private final InstantSource clock;
    private final Consumer<TelemetryBatch> sink;

    public Telemetry(List<Probe> probes, InstantSource clock, Consumer<TelemetryBatch> sink) {
        this.probes = List.copyOf(probes);
        this.clock = clock;
        this.sink = sink;
    }

    public void runOnce() {
        Samples samples = new Samples(clock.millis());
        for (Probe probe : probes) {
            try {
                probe.sample(samples);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "a probe failed", e);
            }
        }
        TelemetryBatch batch = samples.batch();
        if (batch.getSamplesCount() > 0) sink.accept(batch);
    }
}
