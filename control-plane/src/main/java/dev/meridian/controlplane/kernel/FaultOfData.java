package dev.meridian.controlplane.kernel;

/// Tells whether something failed because of what was to be written or read: then it will fail
/// again, and what it is about can be named. What fails because the database is away, is busy, has
/// no room or follows another leader by now is nobody's fault, and is tried again as it is.
public interface FaultOfData {

    /// @param failure whatever was thrown, with its causes
    boolean behind(Throwable failure);
}
