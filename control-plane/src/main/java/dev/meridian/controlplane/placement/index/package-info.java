/// The fast path: nodes in arrays, hard filters, and for each shape of work a tournament tree over
/// the nodes.
///
/// An index is built for one snapshot, used by one thread and thrown away.
@NullMarked
package dev.meridian.controlplane.placement.index;

import org.jspecify.annotations.NullMarked;
