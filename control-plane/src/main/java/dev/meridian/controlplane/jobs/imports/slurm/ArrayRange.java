package dev.meridian.controlplane.jobs.imports.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The indices of an array: `0-31`, `1,3,7`, `1-99:2%4`.
///
/// @param maxRunning null: as many as fit
record ArrayRange(List<Integer> indices, @Nullable Integer maxRunning) {

    private static final int MOST = 100_000;
    private static final Pattern PART =
            Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?(?::(\\d{1,9}))?");

    static ArrayRange of(Option option) {
        String[] halves = option.value().strip().replaceAll("^\\[|\\]$", "").split("%", 2);
        List<Integer> indices = new ArrayList<>();
        for (String part : halves[0].replaceAll("[\\[\\]]", "").split(",", -1)) {
            Matcher m = PART.matcher(part.strip());
            if (!m.matches()) {
                throw option.wrong("a list of indices such as 0-31, 1,3,7 or 1-99:2%4");
            }
            int first = Integer.parseInt(m.group(1));
            int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
            int step = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
            if (step == 0 || last < first || (last - first) / step + indices.size() >= MOST) {
                throw option.wrong("a list of 1 to " + MOST + " indices");
            }
            for (long i = first; i <= last; i += step) {
                indices.add((int) i);
            }
        }
        Integer atOnce = null;
        if (halves.length > 1) {
            atOnce = new Option(option.name(), halves[1], option.line()).positive();
        }
        return new ArrayRange(List.copyOf(indices), atOnce);
    }

    /// What the shell makes of our index, which counts from 0.
    String expression() {
        int step = indices.size() < 2 ? 1 : indices.get(1) - indices.get(0);
        for (int i = 1; i < indices.size(); i++) {
            if (indices.get(i) - indices.get(i - 1) != step) {
                return "$(set -- "
                        + indices.stream().map(String::valueOf).collect(Collectors.joining(" "))
                        + "; shift \"$MERIDIAN_ARRAY_INDEX\"; echo \"$1\")";
            }
        }
        int first = indices.getFirst();
        if (step == 1 && first == 0) {
            return "$MERIDIAN_ARRAY_INDEX";
        }
        String scaled = step == 1 ? "MERIDIAN_ARRAY_INDEX" : "MERIDIAN_ARRAY_INDEX * " + step;
        return "$((" + scaled + (first == 0 ? "" : " + " + first) + "))";
    }
}
