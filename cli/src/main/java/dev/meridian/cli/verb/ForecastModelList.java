package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/// The learned models behind forecasts, newest first.
final class ForecastModelList extends Verb {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("ID", "id").right(),
                    Column.of("KIND", "kind"),
                    Column.of("LEARNER", "provenance.learner"),
                    Column.of("STATE", "state"),
                    Column.of("SINCE", Cells.age("stateSince")),
                    Column.of("ERROR", "mase").right(),
                    Column.of("RIVAL", "rivalMase").right(),
                    Column.of("NAIVE", "naiveMase").right(),
                    Column.of("BELOW P95", (each, _) -> Forecast.share(each.path("coverage")))
                            .right(),
                    Column.of("TRAINED", Cells.age("provenance.trainedAt")),
                    Column.of("ROWS", "provenance.rows").right().wide(),
                    Column.of("WHY", "verdict"));

    private final OptionSpec kind = option("KIND", "As cpu or accelerator.", "--kind");

    ForecastModelList() {
        super("meridian forecast models", "meridian forecast models --kind cpu -o wide");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        String wanted = text(kind);
        var models =
                session.client().all("/forecasts/models").stream()
                        .filter(each ->
                                wanted == null || each.path("kind").asString("").equals(wanted))
                        .toList();
        if (models.isEmpty() && format(Format.TABLE) == Format.TABLE) {
            session.say(
                    "No model is learned yet: it takes four days of recorded demand. Until then experts forecast alone.");
        }
        session.printer().list(models, COLUMNS, "id", format(Format.TABLE));
        return Exit.DONE;
    }
}
