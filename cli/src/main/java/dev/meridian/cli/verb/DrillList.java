package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/// Drills, newest first.
final class DrillList extends Verb {

    private static final int PAGE = 500;
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("ID", "id"),
                    Column.of("REGION", "region"),
                    Column.of("STATE", "state"),
                    Column.of("STARTED", Cells.age("startedAt")),
                    Column.of("BY", "startedBy"),
                    Column.of("DEADLINE", Cells.time("deadline")).wide(),
                    Column.of("WHY", "reason"));

    private final OptionSpec limit = number(100, "At most so many; 0 is all", "--limit");

    DrillList() {
        super("meridian drill list");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        int most = number(limit) == 0 ? Integer.MAX_VALUE : number(limit);
        var found = session.client().items("/drills?limit=" + Math.min(most, PAGE), most);
        session.printer().list(found.items(), COLUMNS, "id", format(Format.TABLE));
        if (found.more()) {
            session.say("There are more than " + most + "; --limit 0 lists all.");
        }
        return Exit.DONE;
    }
}
