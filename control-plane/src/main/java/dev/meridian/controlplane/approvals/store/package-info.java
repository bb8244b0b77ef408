/// The table of proposals.
@NullMarked
package dev.meridian.controlplane.approvals.store;

import org.jspecify.annotations.NullMarked;
