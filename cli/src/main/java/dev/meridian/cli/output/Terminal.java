package dev.meridian.cli.output;

import java.util.Map;

/// What standard output is: the launcher finds it out with what the shell has built in, which is
/// far cheaper than Java's console.
///
/// @param columns 0 where it is no terminal
/// @param colour whether it may be used
public record Terminal(int columns, boolean colour) {

    public static final Terminal NONE = new Terminal(0, false);

    /// `MERIDIAN_TERMINAL` holds the number of columns.
    public static Terminal of(Map<String, String> environment) {
        String columns = environment.getOrDefault("MERIDIAN_TERMINAL", "");
        if (!columns.matches("[1-9][0-9]{0,4}")) {
            return NONE;
        }
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(Integer.parseInt(columns), !plain);
    }

    public boolean isThere() {
        return columns > 0;
    }
}
