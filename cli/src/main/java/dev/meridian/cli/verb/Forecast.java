package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.BandPlot;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/// What will be needed, with bands; one series is drawn where there is somebody to look at it.
final class Forecast extends Verb {

    private static final int PAGE = 500;
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("OF", "scope"),
                    Column.of("NAME", "owner"),
                    Column.of("RESOURCE", "resource"),
                    Column.of("MEASURE", "measure"),
                    Column.of("UNIT", "unit"),
                    Column.of("IN 1H", (each, _) -> at(each, 3_600, false)).right(),
                    Column.of("AT THE END", (each, _) -> at(each, Integer.MAX_VALUE, false))
                            .right(),
                    Column.of("BAND", (each, _) -> at(each, Integer.MAX_VALUE, true)).right(),
                    Column.of("MODEL", (each, _) -> share(each.path("model").path("share")))
                            .right(),
                    Column.of("AGAINST NAIVE", "pastError.ratio").right(),
                    Column.of("BELOW P95", (each, _) -> share(each.at("/pastError/coverage")))
                            .right(),
                    Column.of("KNOWN UNTIL", Cells.time("origin")).wide(),
                    Column.of("STAGE", "stage").wide(),
                    Column.of("ID", "id").wide());

    private final Map<String, OptionSpec> filters = new LinkedHashMap<>();
    private final OptionSpec limit = number(100, "At most so many; 0 is all", "--limit");
    private final OptionSpec plots =
            flag("Draw one series also where the output is no terminal.", "--plots");
    private final OptionSpec plain = flag("Numbers alone, no plot.", "--no-plots");

    Forecast() {
        super(
                "meridian forecast",
                "meridian forecast --cluster eu-west/a --resource cpu --measure demand",
                "meridian forecast --project nlp --horizon 4h -o json");
        filters.put("cluster", option("REGION/CLUSTER", "Of a cluster.", "--cluster"));
        filters.put("pool", option("REGION/CLUSTER/POOL", "Of a node pool.", "--pool"));
        filters.put("project", option("PROJECT", "Of a project.", "-p", "--project"));
        filters.put("service", option("PROJECT/NAME", "Of a service.", "--service"));
        filters.put(
                "resource",
                option("RESOURCE", "As cpu, memory or accelerator:H100.", "--resource"));
        filters.put("measure", option("MEASURE", "demand or used.", "--measure"));
        filters.put("horizon", option("LENGTH", "How far ahead, 15m to 24h.", "--horizon"));
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        int most = number(limit) == 0 ? Integer.MAX_VALUE : number(limit);
        var query = new StringBuilder("/forecasts?limit=" + Math.min(most, PAGE));
        filters.forEach((name, option) -> {
            String given = text(option);
            if (given != null) {
                query.append('&').append(name).append('=');
                query.append(MeridianClient.encode(given));
            }
        });
        var found = session.client().items(query.toString(), most);
        List<JsonNode> items = found.items();
        Format format = format(Format.TABLE);
        boolean drawn = session.printer().terminal().isThere() || is(plots);
        if (items.isEmpty() && format == Format.TABLE) {
            session.say(
                    "No such series is forecast. One begins a quarter of an hour after it is first recorded.");
        }
        if (items.size() == 1 && drawn && !is(plain) && format == Format.TABLE) {
            new ForecastPlot(session).print(items.getFirst(), query.toString());
            return Exit.DONE;
        }
        session.printer().list(items, COLUMNS, "id", format);
        if (found.more()) {
            session.say("There are more than " + most + "; --limit 0 lists all.");
        }
        return Exit.DONE;
    }

    /// The last point that is not further ahead.
    private static String at(JsonNode forecast, int seconds, boolean band) {
        JsonNode last = forecast.path("points").path(0);
        for (JsonNode point : forecast.path("points")) {
            if (point.path("horizonSeconds").asInt(0) <= seconds) {
                last = point;
            }
        }
        return band ? number(last, "p05") + ".." + number(last, "p95") : number(last, "p50");
    }

    private static String number(JsonNode point, String name) {
        return BandPlot.number(point.path(name).asDouble(0));
    }

    static String share(JsonNode share) {
        return share.isMissingNode() ? "-" : Math.round(share.asDouble(0) * 100) + "%";
    }
}
