/// Copies of what tasks leave for their next attempts: where they are kept, and which one counts.
@NullMarked
package dev.meridian.agent.run.checkpoint;

import org.jspecify.annotations.NullMarked;
