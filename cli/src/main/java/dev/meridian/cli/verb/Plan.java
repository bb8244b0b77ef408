package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Stores nothing; ends with 1 when not all of the job would start at once.
final class Plan extends Verb {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("INSTANCE", (each, _) -> Lines.instance(each)),
                    Column.of("NODE", "node"),
                    Column.of("REGION", "region"),
                    Column.of("$/HOUR", Cells.money("pricePerHour")).right(),
                    Column.of("SCORE", "score").wide().right(),
                    Column.of("NEXT BEST", "runnerUp.node").wide(),
                    Column.of("WHY NOT", (each, _) -> Lines.reason(each.path("reason"))));

    private final PositionalParamSpec file =
            parameter(0, "1", "FILE", "A job spec in YAML or JSON; - reads standard input.");
    private final OptionSpec sets =
            options("FIELD=VALUE", "Set a field of the spec first.", "--set");

    Plan() {
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        SpecFile spec =
                SpecFile.read(one(file), session.in())
                        .with(all(sets))
                        .in(session.client().connection().project());
        JsonNode plan;
        try {
            plan = session.client().plan(spec.text());
        } catch (Refused refused) {
            if (refused.problem().status() == 0) {
                throw refused;
            }
            session.say(spec.explained(refused.problem()));
            return Exit.of(refused.problem().status());
        }
        Format format = format(Format.TABLE);
        boolean fits = plan.path("fits").asBoolean(false);
        if (format.isTable()) {
            tell(plan, fits, format, session);
        } else {
            session.printer().object(plan, format);
        }
        return fits ? Exit.DONE : Exit.NOT_AS_WISHED;
    }

    private static void tell(JsonNode plan, boolean fits, Format format, Session session) {
        List<JsonNode> instances = new ArrayList<>();
        plan.path("allocations").forEach(instances::add);
        session.printer().table(instances, COLUMNS, format);
        int all = plan.path("instances").asInt(instances.size());
        if (all > instances.size()) {
            session.out()
                    .println("… and " + (all - instances.size()) + " more instances like these");
        }
        session.out()
                .println(
                        fits
                                ? "It fits now, for $"
                                        + Cells.number(plan.path("pricePerHour").asDouble(0))
                                        + " an hour."
                                : "It does not all fit now.");
        instances.stream()
                .filter(each -> !each.path("reason").isNull() && each.has("reason"))
                .findFirst()
                .ifPresent(each -> Lines.whatWouldFit(each, session.out()));
    }
}
