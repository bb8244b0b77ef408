/// What runs here: decides from desired and actual, starts, stops and watches tasks.
@NullMarked
package dev.meridian.agent.run;

import org.jspecify.annotations.NullMarked;
