/// Where faults are played: a whole system, hosts to be harmed, the means to harm them, and the
/// sink that hears who lives.
@NullMarked
package dev.meridian.verification.chaos.arena;

import org.jspecify.annotations.NullMarked;
