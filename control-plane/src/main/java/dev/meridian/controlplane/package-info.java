@NullMarked
package dev.meridian.controlplane;

import org.jspecify.annotations.NullMarked;
