package dev.meridian.cli.output;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What standard output is: the launcher finds it out with what the shell has built in, which is
/// far cheaper than Java's console.
///
/// @param columns 0 where it is no terminal
/// @param colour whether it may be used
/// @param unicode whether its locale has more than ASCII
public record Terminal(int columns, boolean colour, boolean unicode) {

    public static final Terminal NONE = new Terminal(0, false, false);

    /// `MERIDIAN_TERMINAL` holds the number of columns.
    public static Terminal of(Map<String, String> environment) {
        String columns = environment.getOrDefault("MERIDIAN_TERMINAL", "");
        if (!columns.matches("[1-9][0-9]{0,4}")) {
            return NONE;
        }
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(Integer.parseInt(columns), !plain, unicode(environment));
    }

    /// As POSIX has it: the first that is set counts.
    private static boolean unicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .map(locale -> locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .orElse(false);
    }

    public boolean isThere() {
        return columns > 0;
    }
}
