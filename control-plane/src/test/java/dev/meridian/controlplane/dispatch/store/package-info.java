@NullMarked
package dev.meridian.controlplane.dispatch.store;

import org.jspecify.annotations.NullMarked;
