package dev.meridian.verification.endtoend;

import dev.meridian.cli.Meridian;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/// A line typed into the command, and what came of it.
record Typed(int exit, String out, String err) {

    /// @param url of the control plane
    /// @param in standard input
    static Typed to(String url, Stage stage, String in, String... line) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit =
                new Meridian(
                                Map.of(
                                        "MERIDIAN_URL",
                                        url,
                                        "MERIDIAN_HOME",
                                        stage.system().home().toString()),
                                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                                new PrintWriter(out),
                                new PrintWriter(err),
                                Clock.systemUTC())
                        .run(line);
        return new Typed(exit, out.toString(), err.toString());
    }

    /// The last word that it printed: an id, as a rule.
    String lastWord() {
        String[] words = out.strip().split("\\s+");
        return words[words.length - 1];
    }
}
