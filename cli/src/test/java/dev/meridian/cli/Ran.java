package dev.meridian.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// One call of the command, and what it said.
public record Ran(int exit, String out, String err) {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    public static Ran with(Map<String, String> environment, String... line) {
        return reading("", environment, line);
    }

    static Ran reading(String in, Map<String, String> environment, String... line) {
        var out = new StringWriter();
        var err = new StringWriter();
        var command =
                new Meridian(
                        environment,
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        int exit = command.run(line);
        return new Ran(exit, out.toString(), err.toString());
    }

    /// Against a server, as somebody.
    static Ran against(FakePlane plane, String... line) {
        return with(Map.of("MERIDIAN_URL", plane.url(), "MERIDIAN_TOKEN", "t"), line);
    }
}
