/// `make chaos`: the fault matrix, played on real processes, and what came of it.
@NullMarked
package dev.meridian.verification.chaos;

import org.jspecify.annotations.NullMarked;
