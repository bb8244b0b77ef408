/// Values of the kernel, pure Java.
@NullMarked
package dev.meridian.controlplane.kernel.model;

import org.jspecify.annotations.NullMarked;
