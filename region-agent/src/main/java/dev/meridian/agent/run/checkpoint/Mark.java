package dev.meridian.agent.run.checkpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Says that a copy is whole: it is written when all of it is there, and what has no mark is not
/// seen.
///
/// @param data folder of the files, which an earlier generation may have made; empty: there are
///   none
/// @param takenAtMillis Unix time of the host that made it
public record Mark(Generation generation, String data, int files, long bytes, long takenAtMillis) {
    /// The last line: a mark that was cut short is none.
    private static final String END = "whole";

    String text() {
        return "generation %s\ndata %s\nfiles %d\nbytes %d\ntaken %d\n%s\n"
                .formatted(generation.name(), data, files, bytes, takenAtMillis, END);
    }

    /// Empty when the text is not, or not all of, a mark.
    static Optional<Mark> parse(String text) {
        if (!text.endsWith("\n" + END + "\n")) return Optional.empty();
        Map<String, String> lines = new HashMap<>();
        text.lines()
                .forEach(line -> {
                    String[] parts = line.split(" ", 2);
                    lines.put(parts[0], parts.length > 1 ? parts[1] : "");
                });
        String data = lines.getOrDefault("data", "");
        if (!data.isEmpty() && Generation.parse(data).isEmpty()) return Optional.empty();
        try {
            return Generation.parse(lines.getOrDefault("generation", ""))
                    .map(generation ->
                            new Mark(
                                    generation,
                                    data,
                                    Integer.parseInt(lines.getOrDefault("files", "")),
                                    Long.parseLong(lines.getOrDefault("bytes", "")),
                                    Long.parseLong(lines.getOrDefault("taken", ""))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The same state, as another attempt begins with it.
    Mark asBeginningOf(int epoch) {
        return new Mark(new Generation(epoch, 0), data, files, bytes, takenAtMillis);
    }

    static Mark nothing(int epoch, long nowMillis) {
        return new Mark(new Generation(epoch, 0), "", 0, 0, nowMillis);
    }

    /// The generation that wrote these files; empty where there are none.
    public Optional<Generation> source() {
        return Generation.parse(data);
    }
}
