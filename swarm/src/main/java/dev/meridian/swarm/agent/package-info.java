/// One simulated agent: its stream, what it holds, how it plays a task.
@NullMarked
package dev.meridian.swarm.agent;

import org.jspecify.annotations.NullMarked;
