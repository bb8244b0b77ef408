/// A fleet that is not there: thousands of agents in one process, which speak the real protocol
/// over real connections and pretend to do the work that they are given.
@NullMarked
package dev.meridian.swarm;

import org.jspecify.annotations.NullMarked;
