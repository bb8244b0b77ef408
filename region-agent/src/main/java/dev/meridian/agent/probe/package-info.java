/// Measures the host, its accelerators and each allocation.
@NullMarked
package dev.meridian.agent.probe;

import org.jspecify.annotations.NullMarked;
