/// What the planner sees and what it answers, in plain Java.
@NullMarked
package dev.meridian.controlplane.placement.model;

import org.jspecify.annotations.NullMarked;
