@NullMarked
package dev.meridian.controlplane.dispatch;

import org.jspecify.annotations.NullMarked;
