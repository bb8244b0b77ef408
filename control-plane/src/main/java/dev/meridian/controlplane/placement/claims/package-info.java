/// Room that is kept or made for those who find none: reservations, preemption and reclaim. See
/// "Queues" in docs/explanation/placement.md.
@NullMarked
package dev.meridian.controlplane.placement.claims;

import org.jspecify.annotations.NullMarked;
