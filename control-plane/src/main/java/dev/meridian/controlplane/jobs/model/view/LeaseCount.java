package dev.meridian.controlplane.jobs.model.view;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Leases of one disconnect policy on some nodes.
///
/// @param policy `fence`, `overlap` or `keep`
/// @param over of these the leases that have ended
/// @param firstEnds until the next one ends; null: none of them lasts
public record LeaseCount(String policy, int leases, int over, @Nullable Duration firstEnds) {}
