/// Whose turn it is within a priority class and a queue: by age, or small work first.
@NullMarked
package dev.meridian.controlplane.placement.order;

import org.jspecify.annotations.NullMarked;
