package dev.meridian.verification.chaos.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which state of an allocation may follow which, as the product has it: read from the chart that
/// is drawn from its table, and that its own test keeps equal to it.
public final class Lifecycle {
    public static final String BEGINNING = "PENDING";

    /// That a task is being prepared is told to nobody.
    private static final String SILENT = "STARTING";

    private static final Path CHART = Path.of("docs/reference/allocation-states.md");
    private static final Pattern ARROW = Pattern.compile("\\s*([A-Z]+) --> ([A-Z]+)(: .*)?");

    private final Map<String, Set<String>> moves = new HashMap<>();

    private Lifecycle(List<String> lines) {
        for (String line : lines) {
            Matcher arrow = ARROW.matcher(line);
            if (arrow.matches()) {
                moves.computeIfAbsent(arrow.group(1), _ -> new HashSet<>()).add(arrow.group(2));
            }
        }
        if (moves.isEmpty()) {
            throw new IllegalArgumentException("there is no arrow in the chart");
        }
    }

    /// @param root of the checkout
    public static Lifecycle read(Path root) throws IOException {
        return new Lifecycle(Files.readAllLines(root.resolve(CHART)));
    }

    /// Whether the one can be seen after the other.
    public boolean leads(String from, String to) {
        return moves(from, to) || moves(from, SILENT) && moves(SILENT, to);
    }

    private boolean moves(String from, String to) {
        return moves.getOrDefault(from, Set.of()).contains(to);
    }
}
