package dev.meridian.cli.output;

/// Colour for the states, on terminals alone. It only underlines what the word says.
public final class Colours {

    private static final String RESET = "\u001b[0m";

    private Colours() {}

    public static String state(String cell) {
        String code =
                switch (cell) {
                    case "RUNNING", "READY", "SUCCEEDED" -> "32";
                    case "FAILED", "LOST", "FENCED", "QUARANTINED" -> "31";
                    case "SUSPECT", "UNKNOWN", "CORDONED", "DRAINING", "SUSPENDED", "PREEMPTED" ->
                            "33";
                    case "QUEUED", "PENDING", "ASSIGNED", "STARTING" -> "36";
                    case "CANCELLED" -> "2";
                    default -> "";
                };
        return code.isEmpty() ? cell : "\u001b[" + code + "m" + cell + RESET;
    }
}
