package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Context;
import dev.meridian.cli.client.Contexts;
import dev.meridian.cli.client.Unusable;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The token itself is never kept: the file that holds it is.
final class ContextSet extends Verb {

    private final PositionalParamSpec name =
            parameter(0, "1", "NAME", "New, or one of 'context list'.");
    private final OptionSpec url = option("URL", "Where the control plane is.", "--url");
    private final OptionSpec token = option("FILE", "Holds the API token.", "--token-file");
    private final OptionSpec project =
            option("PROJECT", "Meant where no project is named.", "-p", "--project");
    private final OptionSpec use = flag("Say also that it is meant from now on.", "--use");

    ContextSet() {
        super(
                "meridian context set prod --url https://meridian.example.org --token-file ~/.meridian-prod --use");
    }

    @Override
    int run(Session session) {
        Contexts contexts = Contexts.read(session.environment());
        Context before = contexts.all().getOrDefault(one(name), new Context(one(name), "", "", ""));
        String file = text(token);
        var now =
                new Context(
                        one(name),
                        text(url, before.url()),
                        file == null
                                ? before.tokenFile()
                                : Path.of(file).toAbsolutePath().toString(),
                        text(project, before.project()));
        if (now.url().isEmpty()) {
            throw new Unusable("A new context needs its --url.");
        }
        Contexts more = contexts.with(now);
        boolean used = is(use) || more.all().size() == 1;
        (used ? more.using(now.name()) : more).save();
        session.out().println(now.name());
        return Exit.DONE;
    }
}
