package dev.meridian.cli.verb;

import dev.meridian.cli.client.Patience;
import java.time.Duration;

/// Shows the same again and again, in place where there is a terminal.
final class Watch {

    private static final Patience PAUSE = new Patience(Duration.ofSeconds(2));
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final Session session;

    Watch(Session session) {
        this.session = session;
    }

    /// Until the program is interrupted.
    void forever(Runnable look) {
        boolean first = true;
        do {
            if (session.printer().terminal().isThere()) {
                session.out().print(HOME_AND_CLEAR);
            } else if (!first) {
                session.out().println();
            }
            look.run();
            session.out().flush();
            first = false;
        } while (PAUSE.rest());
    }
}
