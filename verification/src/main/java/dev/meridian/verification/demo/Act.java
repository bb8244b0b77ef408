package dev.meridian.verification.demo;

import dev.meridian.verification.local.LocalSystem;
import java.util.List;
import java.util.function.Consumer;

/// Trouble that befalls jobs while they run.
///
/// Its jobs run, get half-way, the trouble comes, and they end as their samples say.
interface Act {

    List<Sample> samples();

    /// The trouble itself; returns when there is nothing more to do but to watch the jobs.
    void strike(LocalSystem system, Consumer<String> progress);

    /// Puts the host right again, once the jobs have ended.
    void mend(LocalSystem system, Consumer<String> progress);
}
