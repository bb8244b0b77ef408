/// Decisions of our planner beside those of others, in one virtual machine.
@NullMarked
package dev.meridian.verification.bench.planner;

import org.jspecify.annotations.NullMarked;
