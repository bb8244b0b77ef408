package dev.meridian.swarm.script;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Pattern;

/// A part of all, written as `10%`.
///
/// @param part between 0 and 1
public record Share(double part) {
    public static final Share ALL = new Share(1);

    private static final Pattern SHAPE = Pattern.compile("\\d{1,3}(\\.\\d+)?\\s*%");
    private static final double PERCENT = 100;

    /// @throws IllegalArgumentException with a sentence for people
    @JsonCreator
    public static Share of(String text) {
        String said = text.strip();
        double part =
                SHAPE.matcher(said).matches()
                        ? Double.parseDouble(said.substring(0, said.length() - 1)) / PERCENT
                        : -1;
        if (part < 0 || part > 1) {
            throw new IllegalArgumentException(
                    "a share is written as 0% to 100%, not '" + text + "'");
        }
        return new Share(part);
    }
}
