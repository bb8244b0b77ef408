package dev.meridian.cli.verb;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Plots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What nodes use of their CPU, memory and accelerators: the last minutes as a line, now as a bar.
final class NodePlots {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int WIDE = 120;

    private final Session session;
    private final Plots plots;
    private final int points;
    private final int bar;

    NodePlots(Session session) {
        this.session = session;
        boolean wide = session.printer().terminal().columns() >= WIDE;
        this.plots = new Plots(session.printer().terminal().unicode());
        this.points = wide ? 20 : 8;
        this.bar = wide ? 10 : 5;
    }

    List<Column> columns() {
        String span = " " + points * STEP.toSeconds() / 60 + "m";
        return List.of(
                Column.of("NODE", "name"),
                Column.of("REGION", "region"),
                Column.of("STATE", "state"),
                Column.of("CPU" + span, "plots.cpu"),
                Column.of("NOW", "plots.cpuNow"),
                Column.of("MEMORY" + span, "plots.memory"),
                Column.of("NOW", "plots.memoryNow"),
                Column.of("GPU" + span, "plots.gpu"),
                Column.of("NOW", "plots.gpuNow"));
    }

    /// The node with its plots beside what the API says of it.
    JsonNode of(JsonNode node) {
        Instant now = session.printer().now();
        Instant from = now.minus(STEP.multipliedBy(points));
        JsonNode telemetry =
                session.client()
                        .get(
                                "/telemetry/nodes/"
                                        + node.path("id").asString("")
                                        + "?from="
                                        + MeridianClient.encode(from.toString())
                                        + "&to="
                                        + MeridianClient.encode(now.toString())
                                        + "&step="
                                        + STEP.toSeconds()
                                        + "s");
        ObjectNode row = ((ObjectNode) node).deepCopy();
        ObjectNode plotted = row.putObject("plots");
        plot(plotted, "cpu", telemetry, "cpu.used", at(node, "capacity.cpu"), from);
        plot(plotted, "memory", telemetry, "memory.used", at(node, "capacity.memoryMib"), from);
        plot(plotted, "gpu", telemetry, "gpu.utilisation", 1, from);
        return row;
    }

    private static double at(JsonNode node, String path) {
        return Cells.at(node, path).asDouble(0);
    }

    private void plot(
            ObjectNode into,
            String name,
            JsonNode telemetry,
            String metric,
            double whole,
            Instant from) {
        double[] sums = new double[points];
        int[] counts = new int[points];
        for (JsonNode series : telemetry.path("series")) {
            if (series.path("metric").asString("").equals(metric)) {
                for (JsonNode point : series.path("points")) {
                    Instant at = Instant.parse(point.path("at").asString(""));
                    long slot =
                            Math.floorDiv(Duration.between(from, at).toSeconds(), STEP.toSeconds());
                    int place = (int) Math.clamp(slot, 0, points - 1L);
                    sums[place] += point.path("average").asDouble(0);
                    counts[place]++;
                }
            }
        }
        List<@Nullable Double> shares = new ArrayList<>();
        Double last = null;
        for (int slot = 0; slot < points; slot++) {
            Double share =
                    counts[slot] == 0 || whole <= 0 ? null : sums[slot] / counts[slot] / whole;
            shares.add(share);
            last = share == null ? last : share;
        }
        if (last != null) {
            into.put(name, plots.line(shares));
            into.put(name + "Now", plots.bar(last, bar));
        }
    }
}
