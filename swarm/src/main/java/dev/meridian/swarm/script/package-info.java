/// What a simulated fleet is told to do: run times, failures, silences, storms.
@NullMarked
package dev.meridian.swarm.script;

import org.jspecify.annotations.NullMarked;
