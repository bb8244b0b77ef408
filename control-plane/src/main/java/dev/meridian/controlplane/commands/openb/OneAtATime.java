package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Arrays;
import java.util.Locale;

/// The fast path alone: each pod is placed for good when it arrives, or never.
public final class OneAtATime implements Mode {
    private static final double NANOS_OF_MICRO = 1e3;

    @Override
    public Result run(Trial trial) {
        Filling filling = new Filling(trial.fleet());
        FleetIndex index = trial.emptyIndex();
        long[] took = new long[trial.arrivals().size()];
        int count = 0;
        ProcessorTime time = new ProcessorTime();
        long last = System.nanoTime();
        for (Requirement pod : trial.arrivals()) {
            filling.arrived(pod);
            if (index.place(pod) != Slot.NONE) {
                filling.placed(pod);
            }
            long now = System.nanoTime();
            took[count++] = now - last;
            last = now;
        }
        double seconds = time.seconds();
        Arrays.sort(took);
        return new Result(
                filling.shareWhenAllAsked(),
                filling.share(),
                seconds,
                filling.placements(),
                0,
                String.format(
                        Locale.ROOT,
                        "%,.0f decisions/s, p50 %.1f us, p99 %.1f us",
                        count / seconds,
                        took[count / 2] / NANOS_OF_MICRO,
                        took[(int) (count * 0.99)] / NANOS_OF_MICRO));
    }
}
