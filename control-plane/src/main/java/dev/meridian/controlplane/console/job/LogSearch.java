package dev.meridian.controlplane.console.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the lines of a log that hold a text, in small or capital letters.
final class LogSearch implements LogText.Reader {
    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    /// What is kept of a line that does not end: the rest of it is still searched.
    private static final int OPEN = 64 * 1024;

    /// @param number of the line, from 1
    record Line(long number, String text) {}

    private final String wanted;
    private final List<Line> found = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private String beginning = "";
    private boolean matched;
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
        if (open.length() > OPEN) {
            look();
            // what the next piece may end
            open.delete(0, open.length() - wanted.length());
        }
    }

    private void look() {
        if (beginning.isEmpty()) {
            beginning = open.substring(0, Math.min(LONGEST, open.length()));
        }
        matched = matched || open.toString().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private void line() {
        look();
        if (matched) {
            matches++;
            if (found.size() < MOST) {
                found.add(new Line(number, beginning));
            }
        }
        open.setLength(0);
        beginning = "";
        matched = false;
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
