/// Which values of a series are unlikely by what the series has shown so far.
@NullMarked
package dev.meridian.controlplane.forecast.model.anomaly;

import org.jspecify.annotations.NullMarked;
