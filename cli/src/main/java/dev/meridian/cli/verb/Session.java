package dev.meridian.cli.verb;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Printer;
import dev.meridian.cli.output.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of the command: the world around it, and the control plane once it is needed.
public final class Session {

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintWriter err;
    private final Printer printer;
    private Connection.Asked asked = new Connection.Asked(null, null, null);
    private @Nullable MeridianClient client;

    public Session(
            Map<String, String> environment,
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            Clock clock) {
        this.environment = environment;
        this.in = in;
        this.err = err;
        this.printer = new Printer(out, Terminal.of(environment), clock);
    }

    void asks(Connection.Asked connection) {
        asked = connection;
    }

    Map<String, String> environment() {
        return environment;
    }

    InputStream in() {
        return in;
    }

    /// For data.
    PrintWriter out() {
        return printer.out();
    }

    Printer printer() {
        return printer;
    }

    /// For talk, line by line.
    void say(String sentence) {
        printer.out().flush();
        err.println(sentence);
        err.flush();
    }

    MeridianClient client() {
        if (client == null) {
            client = new MeridianClient(Connection.find(asked, environment));
        }
        return client;
    }
}
