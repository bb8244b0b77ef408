/// `make replay`: a recorded trace, run on local agents.
@NullMarked
package dev.meridian.verification.replay;

import org.jspecify.annotations.NullMarked;
