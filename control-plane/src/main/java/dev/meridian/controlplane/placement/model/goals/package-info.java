/// What makes a placement allowed and what makes it good: one goal a file.
@NullMarked
package dev.meridian.controlplane.placement.model.goals;

import org.jspecify.annotations.NullMarked;
