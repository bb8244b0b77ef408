/// How long jobs run and how much memory they need at most, foretold from those before them.
@NullMarked
package dev.meridian.controlplane.forecast.model.runtime;

import org.jspecify.annotations.NullMarked;
