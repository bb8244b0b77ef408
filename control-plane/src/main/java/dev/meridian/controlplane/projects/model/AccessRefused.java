package dev.meridian.controlplane.projects.model;

/// The caller may not; doors turn it into 404 or 403.
public class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean hidden;
    private final String sentence;

    /// @param hidden the caller may not even know that it is there
    /// @param sentence for the answer
    public AccessRefused(boolean hidden, String sentence) {
        super(sentence, null, false, false);
        this.hidden = hidden;
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public boolean hidden() {
        return hidden;
    }
}
