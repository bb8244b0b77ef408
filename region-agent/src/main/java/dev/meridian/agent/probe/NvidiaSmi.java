package dev.meridian.agent.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// NVIDIA's command, for hosts where its library cannot be called. A process each time, so the
/// second choice.
final class NvidiaSmi {
    private static final int PATIENCE_SECONDS = 10;
    private static final int FIELDS = 9;
    private static final double PERCENT = 100;

    private final String program;

    NvidiaSmi(String program) {
        this.program = program;
    }

    /// Nothing where the command is missing or fails.
    List<GpuReading> read() {
        try {
            Process process =
                    new ProcessBuilder(
                                    program,
                                    "--query-gpu=index,name,uuid,memory.total,memory.used,utilization.gpu,"
                                            + "temperature.gpu,power.draw,ecc.errors.uncorrected.volatile.total",
                                    "--format=csv,noheader,nounits")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var killer =
                    process.onExit()
                            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .exceptionally(_ -> process.destroyForcibly());
            List<GpuReading> readings =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.split("\\s*,\\s*", -1))
                            .filter(fields -> fields.length == FIELDS)
                            .map(NvidiaSmi::reading)
                            .toList();
            return killer.join().exitValue() == 0 ? readings : List.of();
        } catch (IOException | UncheckedIOException | IllegalStateException _) {
            return List.of();
        }
    }

    private static GpuReading reading(String[] fields) {
        return new GpuReading(
                (int) number(fields[0]),
                fields[1],
                fields[2],
                (long) number(fields[3]),
                number(fields[4]),
                number(fields[5]) / PERCENT,
                number(fields[6]),
                number(fields[7]),
                number(fields[8]));
    }

    /// A field that a device does not have reads `[N/A]`.
    private static double number(String field) {
        try {
            return Double.parseDouble(field.strip());
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
