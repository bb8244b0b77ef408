/// Fair sharing: the tree of queues, what each may use, and who is served next.
@NullMarked
package dev.meridian.controlplane.placement.model.queues;

import org.jspecify.annotations.NullMarked;
