package dev.meridian.agent.run.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The program that speaks to every kind of store.
///
/// @param program where it lies on this host
/// @param environment the remote's options: on a command line everybody could read them
record Rclone(Path program, Map<String, String> environment) {
    static final String CONFIG = "RCLONE_CONFIG";
    private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";
    private static final long LOOK_MILLIS = 100;
    private static final int LONGEST_SENTENCE = 400;

    /// So short a value says nothing, and may be a part of any word.
    private static final int SHORTEST_SECRET = 6;

    /// @param code 0: it could
    /// @param said the end of what it complained of, without credentials
    record Answer(int code, String out, String said) {}

    /// Where it is; empty: nowhere on the agent's PATH.
    static Optional<Path> find(Map<String, String> environment) {
        String named = environment.getOrDefault("MERIDIAN_RCLONE", "");
        if (!named.isEmpty()) return Optional.of(Path.of(named)).filter(Files::isExecutable);
        return Arrays.stream((environment.getOrDefault("PATH", "") + ":" + USUAL).split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "rclone"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param input what it reads
    Answer run(Pace pace, String input, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--retries", "3", "--contimeout", "10s", "--timeout", "60s"));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            CompletableFuture<String> out = text(process.getInputStream());
            CompletableFuture<String> said = text(process.getErrorStream());
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // it ended without reading, and says why
            }
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) pace.goOn();
            return new Answer(process.exitValue(), out.join(), sentence(said.join()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CalledOff();
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> text(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("rclone")
                .start(() -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException _) {
                        text.complete("");
                    }
                });
        return text;
    }

    /// Its last complaint, as `2026/11/22 10:11:12 ERROR : what it is about: why`.
    private String sentence(String all) {
        String last =
                all.lines()
                        .filter(line -> !line.isBlank())
                        .reduce((_, later) -> later)
                        .orElse("it does not say why")
                        .replaceFirst("^[0-9/]+ [0-9:]+ [A-Za-z]+ *: *", "")
                        .strip();
        for (var option : environment.entrySet()) {
            boolean open = option.getKey().endsWith("_TYPE") || option.getKey().equals(CONFIG);
            if (!open && option.getValue().length() >= SHORTEST_SECRET) {
                last = last.replace(option.getValue(), "…");
            }
        }
        return last.length() > LONGEST_SENTENCE ? last.substring(0, LONGEST_SENTENCE) + "…" : last;
    }
}
