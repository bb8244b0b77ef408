/// What every page is made of: the shell around it, states, quantities and times in words.
@NullMarked
package dev.meridian.controlplane.console.look;

import org.jspecify.annotations.NullMarked;
