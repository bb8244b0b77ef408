package dev.meridian.controlplane.kernel;

/// Tells whether something failed because the database has no room left: then asking again soon
/// cannot help, but making room does.
public interface FullDisk {

    /// @param failure whatever was thrown, with its causes
    boolean behind(Throwable failure);
}
