package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.Table;
import dev.meridian.cli.client.Contexts;

final class ContextList extends Verb {

    @Override
    int run(Session session) {
        Contexts contexts = Contexts.read(session.environment());
        var table = new Table("IN USE", "NAME", "URL", "PROJECT", "TOKEN FILE");
        contexts.all()
                .forEach((name, each) ->
                        table.row(
                                name.equals(contexts.current()) ? "*" : "",
                                name,
                                each.url(),
                                each.project(),
                                each.tokenFile()));
        session.printer().fitted(table).print(session.out());
        return Exit.DONE;
    }
}
