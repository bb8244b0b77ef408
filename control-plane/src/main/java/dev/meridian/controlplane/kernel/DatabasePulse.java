package dev.meridian.controlplane.kernel;

import java.time.Instant;

/// Finds out by itself whether the database answers, so that nobody has to wait for it to learn
/// that it does not.
public interface DatabasePulse {

    /// Asks the database once. Where it has not answered twice, whoever wants a connection is
    /// refused at once until it answers again; never throws.
    void beat(Instant now);

    /// What is to be done as soon as another server answers than before, or none has for long:
    /// whoever waits for an answer of the former one would wait for ever. Must return at once.
    void onLeft(Runnable listener);
}
