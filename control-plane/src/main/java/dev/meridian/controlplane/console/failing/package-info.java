/// What a page says when there is none to show.
@NullMarked
package dev.meridian.controlplane.console.failing;

import org.jspecify.annotations.NullMarked;
