/// What somebody filled in, and what is wrong with it.
@NullMarked
package dev.meridian.controlplane.console.forms;

import org.jspecify.annotations.NullMarked;
