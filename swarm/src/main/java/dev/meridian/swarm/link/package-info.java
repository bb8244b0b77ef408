/// How a simulated agent joins and what it proves itself with.
@NullMarked
package dev.meridian.swarm.link;

import org.jspecify.annotations.NullMarked;
