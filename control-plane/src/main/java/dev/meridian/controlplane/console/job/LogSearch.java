package dev.meridian.controlplane.console.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the lines of a log that hold a text, in small or capital letters.
final class LogSearch implements LogText.Reader {
    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    /// @param number of the line, from 1
    record Line(long number, String text) {}

    private final String wanted;
    private final List<Line> found = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private long number = 1;
    private long matches;

    LogSearch(String wanted) {
        this.wanted = wanted.toLowerCase(Locale.ROOT);
    }

    @Override
    public void accept(String text, long end) {
        int from = 0;
        int newline;
        while ((newline = text.indexOf('\n', from)) >= 0) {
            open.append(text, from, newline);
            line();
            from = newline + 1;
        }
        open.append(text, from, text.length());
    }

    private void line() {
        String line = open.toString();
        open.setLength(0);
        if (line.toLowerCase(Locale.ROOT).contains(wanted)) {
            matches++;
            if (found.size() < MOST) {
                found.add(new Line(number, line.substring(0, Math.min(LONGEST, line.length()))));
            }
        }
        number++;
    }

    /// The first 200 of them.
    List<Line> found() {
        if (!open.isEmpty()) {
            line();
        }
        return found;
    }

    long matches() {
        return matches;
    }
}
