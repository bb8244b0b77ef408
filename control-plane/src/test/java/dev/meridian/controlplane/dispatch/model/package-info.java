@NullMarked
package dev.meridian.controlplane.dispatch.model;

import org.jspecify.annotations.NullMarked;
