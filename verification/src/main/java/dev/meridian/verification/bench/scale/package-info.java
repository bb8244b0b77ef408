/// Many jobs on many nodes that do not exist: what a scheduler alone can decide.
@NullMarked
package dev.meridian.verification.bench.scale;

import org.jspecify.annotations.NullMarked;
