package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Format;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/// Newest first. With `--verify` it ends with 1 when the chain is broken.
final class AuditLog extends Verb {

    private final OptionSpec limit = number(100, "At most so many", "--limit");
    private final OptionSpec verify =
            flag("Check instead that no entry was changed or taken away.", "--verify");

    AuditLog() {
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        Format format = format(Format.TABLE);
        if (is(verify)) {
            JsonNode verdict = session.client().get("/audit/verdict");
            session.printer().object(verdict, format);
            return verdict.path("whole").asBoolean(false) ? Exit.DONE : Exit.NOT_AS_WISHED;
        }
        int most = number(limit) == 0 ? Integer.MAX_VALUE : number(limit);
        var found = session.client().items("/audit?limit=" + Math.min(most, 1000), most);
        Kind audit = Kinds.find("audit");
        session.printer().list(found.items(), audit.columns(), audit.id(), format);
        return Exit.DONE;
    }
}
