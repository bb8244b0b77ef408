package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;

final class Version extends Verb {

    static final String TEXT = "meridian 0.1.0";

    @Override
    int run(Session session) {
        session.out().println(TEXT + " (Java " + Runtime.version() + ")");
        return Exit.DONE;
    }
}
