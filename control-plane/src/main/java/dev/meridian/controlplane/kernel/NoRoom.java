package dev.meridian.controlplane.kernel;

/// A disk is so full that nothing new is taken on.
public final class NoRoom extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param sentence says which disk and what to do
    public NoRoom(String sentence) {
        super(sentence);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
