package dev.meridian.cli;

import dev.meridian.cli.client.Refused;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.verb.CommandLines;
import dev.meridian.cli.verb.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// The `meridian` command, a client of the REST API. [Exit] has the numbers with which it ends.
public final class Meridian {

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock;

    /// @param in standard input, read where a file is `-`
    public Meridian(
            Map<String, String> environment,
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            Clock clock) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    static void main(String[] args) {
        var command =
                new Meridian(
                        System.getenv(),
                        System.in,
                        utf8(System.out),
                        utf8(System.err),
                        Clock.systemUTC());
        int exit = command.run(args);
        // threads that the JDK keeps for connections would hold us up
        Runtime.getRuntime().halt(exit);
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }

    /// @return the exit code
    public int run(String... args) {
        try {
            return line(args).execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private CommandLine line(String... args) {
        var session = new Session(environment, in, out, err, clock);
        return CommandLines.of(List.of(args), session)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure));
    }

    private int failed(Exception failure) throws Exception {
        out.flush();
        switch (failure) {
            case Refused refused -> err.println(refused.problem().text());
            case Unusable unusable -> err.println(unusable.getMessage());
            case UncheckedIOException broken ->
                    err.println("No answer: the connection broke off: " + broken.getMessage());
            case IOException broken -> err.println("No answer: " + broken.getMessage());
            default -> throw failure;
        }
        return exit(failure);
    }

    private static int exit(Exception failure) {
        return switch (failure) {
            case Refused refused -> Exit.of(refused.problem().status());
            case Unusable _ -> Exit.USAGE;
            default -> Exit.NO_ANSWER;
        };
    }
}
