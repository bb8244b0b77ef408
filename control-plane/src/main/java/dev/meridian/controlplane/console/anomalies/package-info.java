/// Series that left their band, with the evidence.
@NullMarked
package dev.meridian.controlplane.console.anomalies;

import org.jspecify.annotations.NullMarked;
