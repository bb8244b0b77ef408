/// Learning with Tribuo: boosted trees, forests, linear models and a neural net.
@NullMarked
package dev.meridian.controlplane.forecast.learn;

import org.jspecify.annotations.NullMarked;
