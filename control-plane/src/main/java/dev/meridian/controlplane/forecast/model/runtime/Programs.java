package dev.meridian.controlplane.forecast.model.runtime;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of an image and a command tells one program from another: not its options, and no numbers,
/// which change from run to run.
public final class Programs {
    private static final int MOST_WORDS = 4;
    private static final int LONGEST_WORD = 60;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Programs() {}

    /// @return empty where neither is known
    public static String of(@Nullable String image, List<String> command) {
        StringBuilder program = new StringBuilder(image == null ? "" : image);
        int words = 0;
        for (String word : command) {
            if (words == MOST_WORDS) {
                break;
            }
            if (!word.isEmpty() && !word.startsWith("-")) {
                String line = word.lines().findFirst().orElse("");
                program.append(' ')
                        .append(
                                NUMBER.matcher(
                                                line.substring(
                                                        0, Math.min(LONGEST_WORD, line.length())))
                                        .replaceAll("#"));
                words++;
            }
        }
        return program.toString().strip();
    }
}
