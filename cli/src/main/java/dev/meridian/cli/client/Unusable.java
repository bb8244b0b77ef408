package dev.meridian.cli.client;

/// What was given to this program cannot be used; nothing was sent.
public final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param sentence what is wrong and what would be right
    public Unusable(String sentence) {
        super(sentence);
    }
}
