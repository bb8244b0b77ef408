package dev.meridian.agent.journal;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import java.util.Optional;

/// One attempt as the journal knows it.
///
/// @param end its last report, once it has ended
public record Entry(Assignment assignment, Optional<AllocationReport> end) {}
