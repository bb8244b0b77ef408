package dev.meridian.cli.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Colour for states and bars, on terminals alone. It only underlines what the word or the number
/// says.
public final class Colours {

    private static final String RESET = "\u001b[0m";

    private static final Pattern BAR = Pattern.compile(".*[█░#.\\]] +(\\d+)%");
    private static final int HIGH = 90;
    private static final int CONSIDERABLE = 70;

    private Colours() {}

    /// A state, or the bar of a plot.
    public static String cell(String cell) {
        if (!cell.endsWith("%")) {
            return state(cell);
        }
        Matcher bar = BAR.matcher(cell);
        if (!bar.matches()) {
            return cell;
        }
        int percent = Integer.parseInt(bar.group(1));
        String code = percent >= HIGH ? "31" : percent >= CONSIDERABLE ? "33" : "32";
        return "\u001b[" + code + "m" + cell + RESET;
    }

    public static String state(String cell) {
        String code =
                switch (cell) {
                    case "RUNNING", "READY", "SUCCEEDED", "APPROVED" -> "32";
                    case "FAILED", "LOST", "FENCED", "QUARANTINED", "REJECTED" -> "31";
                    case "SUSPECT", "UNKNOWN", "CORDONED", "DRAINING", "SUSPENDED", "PREEMPTED" ->
                            "33";
                    case "QUEUED", "PENDING", "ASSIGNED", "STARTING" -> "36";
                    case "CANCELLED", "EXPIRED", "STALE" -> "2";
                    default -> "";
                };
        return code.isEmpty() ? cell : "\u001b[" + code + "m" + cell + RESET;
    }
}
