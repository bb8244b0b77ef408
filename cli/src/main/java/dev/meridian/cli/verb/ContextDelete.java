package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Contexts;
import picocli.CommandLine.Model.PositionalParamSpec;

final class ContextDelete extends Verb {

    private final PositionalParamSpec name = parameter(0, "1", "NAME", "One of 'context list'.");

    @Override
    int run(Session session) {
        Contexts.read(session.environment()).without(one(name)).save();
        session.out().println(one(name));
        return Exit.DONE;
    }
}
