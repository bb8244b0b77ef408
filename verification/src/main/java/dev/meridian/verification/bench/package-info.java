/// `make bench-slurm-run`: the same work, by us and by another scheduler, in turns on this host.
@NullMarked
package dev.meridian.verification.bench;

import org.jspecify.annotations.NullMarked;
