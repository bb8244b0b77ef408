/// Anomalies over HTTP.
@NullMarked
package dev.meridian.controlplane.rest.anomalies;

import org.jspecify.annotations.NullMarked;
