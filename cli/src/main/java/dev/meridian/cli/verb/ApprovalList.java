package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Format;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;

/// What waits for a person, newest first.
final class ApprovalList extends Verb {

    private static final int PAGE = 500;

    private final OptionSpec state =
            option(
                    "STATE",
                    "PENDING without; APPROVED, REJECTED, EXPIRED, STALE or all.",
                    "-s",
                    "--state");
    private final OptionSpec kind =
            option("KIND", "As node-quarantine, drain or queue-change.", "--kind");
    private final OptionSpec limit = number(100, "At most so many; 0 is all", "--limit");

    ApprovalList() {
        super("meridian approvals list", "meridian approvals list --state all -o wide");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        int most = number(limit) == 0 ? Integer.MAX_VALUE : number(limit);
        String wanted = text(state, "PENDING").toUpperCase(Locale.ROOT);
        String meant = text(kind);
        var found =
                session.client()
                        .items(
                                "/approvals?limit="
                                        + Math.min(most, PAGE)
                                        + (wanted.equals("ALL")
                                                ? ""
                                                : "&state=" + MeridianClient.encode(wanted))
                                        + (meant == null
                                                ? ""
                                                : "&kind=" + MeridianClient.encode(meant)),
                                most);
        Kind approvals = Kinds.find("approvals");
        session.printer()
                .list(found.items(), approvals.columns(), approvals.id(), format(Format.TABLE));
        if (found.more()) {
            session.say("There are more than " + most + "; --limit 0 lists all.");
        }
        return Exit.DONE;
    }
}
