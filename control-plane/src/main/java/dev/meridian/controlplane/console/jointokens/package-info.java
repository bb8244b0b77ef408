/// The right of a host to join, and the command that it joins with.
@NullMarked
package dev.meridian.controlplane.console.jointokens;

import org.jspecify.annotations.NullMarked;
