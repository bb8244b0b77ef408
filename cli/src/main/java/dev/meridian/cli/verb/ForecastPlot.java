package dev.meridian.cli.verb;

import dev.meridian.cli.output.BandPlot;
import dev.meridian.cli.output.BandPlot.Slice;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One series: the last day as it came and as it was forecast an hour before, and what is to come.
final class ForecastPlot {
    private static final int HEIGHT = 12;
    private static final int MARGIN = 12;
    private static final int NARROW = 80;
    private static final int PARTS_OF_HOUR = 4;
    private static final long QUARTER = 900;

    private final Session session;
    private final int half;

    ForecastPlot(Session session) {
        this.session = session;
        int columns = session.printer().terminal().columns();
        this.half = Math.clamp(((columns == 0 ? NARROW : columns) - MARGIN) / 2, 12, 48);
    }

    /// @param query that found it alone
    void print(JsonNode forecast, String query) {
        JsonNode past =
                session.client()
                        .get(query + "&past=24h&lead=1h")
                        .path("items")
                        .path(0)
                        .path("past");
        List<Slice> slices = new ArrayList<>(past(past));
        slices.addAll(future(forecast.path("points")));
        PrintWriter out = session.out();
        out.printf(
                "%s %s: %s, %s (%s)%n%n",
                forecast.path("scope").asString(""),
                forecast.path("owner").asString(""),
                forecast.path("resource").asString(""),
                forecast.path("measure").asString(""),
                forecast.path("unit").asString(""));
        boolean unicode = session.printer().terminal().unicode();
        new BandPlot(unicode, HEIGHT).draw(slices).forEach(out::println);
        String now = unicode ? "└" : "+";
        out.printf("%9s %s%s%snow%n", "", now, (unicode ? "─" : "-").repeat(half), now);
        out.printf(
                "%n%s came, %s expected, %s p05 to p95; the past as it was forecast an hour before%n",
                unicode ? "•" : "*", unicode ? "─" : "-", unicode ? "░" : ":");
        for (JsonNode point : forecast.path("points")) {
            out.printf(
                    "in %-6s %9s  (%s to %s)%n",
                    horizon(point.path("horizonSeconds").asLong(0)),
                    number(point, "p50"),
                    number(point, "p05"),
                    number(point, "p95"));
        }
        JsonNode error = forecast.path("pastError");
        if (!error.isMissingNode()) {
            out.printf(
                    "error %s, of the last value %s; %s of what came was at or below p95%n",
                    number(error, "mae"),
                    number(error, "naiveMae"),
                    Forecast.share(error.path("coverage")));
        }
        out.printf(
                "the learned model's share is %s%n", Forecast.share(forecast.at("/model/share")));
        String fallback = forecast.path("fallback").asString("");
        if (!fallback.isEmpty()) {
            out.println(fallback);
        }
        out.flush();
    }

    private List<Slice> past(JsonNode past) {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            // of the quarters that fall into a column the last
            int at = (int) ((long) (i + 1) * past.size() / half) - 1;
            JsonNode one = past.path(at);
            slices.add(
                    new Slice(
                            value(one, "actual"),
                            value(one, "p05"),
                            value(one, "p50"),
                            value(one, "p95")));
        }
        return slices;
    }

    /// Straight lines between the horizons.
    private List<Slice> future(JsonNode points) {
        List<Slice> slices = new ArrayList<>();
        long end = points.path(points.size() - 1).path("horizonSeconds").asLong(QUARTER);
        for (int i = 0; i < half; i++) {
            double seconds = Math.max(QUARTER, (i + 1.0) * end / half);
            int after = 0;
            while (after < points.size() - 1
                    && points.path(after).path("horizonSeconds").asLong(0) < seconds) {
                after++;
            }
            JsonNode right = points.path(after);
            JsonNode left = points.path(Math.max(0, after - 1));
            double from = left.path("horizonSeconds").asDouble(0);
            double to = right.path("horizonSeconds").asDouble(0);
            double part = to > from ? (seconds - from) / (to - from) : 1;
            slices.add(
                    new Slice(
                            null,
                            between(left, right, "p05", part),
                            between(left, right, "p50", part),
                            between(left, right, "p95", part)));
        }
        return slices;
    }

    private static double between(JsonNode left, JsonNode right, String name, double part) {
        double from = left.path(name).asDouble(0);
        return from + part * (right.path(name).asDouble(0) - from);
    }

    private static @Nullable Double value(JsonNode slice, String name) {
        JsonNode value = slice.path(name);
        return value.isNumber() ? value.asDouble() : null;
    }

    private static String number(JsonNode node, String name) {
        return BandPlot.number(node.path(name).asDouble(0));
    }

    private static String horizon(long seconds) {
        long quarters = seconds / QUARTER;
        return quarters % PARTS_OF_HOUR == 0 ? quarters / PARTS_OF_HOUR + "h" : seconds / 60 + "m";
    }
}
