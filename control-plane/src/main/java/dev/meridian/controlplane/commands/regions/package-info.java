/// What regions that search side by side come to.
@NullMarked
package dev.meridian.controlplane.commands.regions;

import org.jspecify.annotations.NullMarked;
