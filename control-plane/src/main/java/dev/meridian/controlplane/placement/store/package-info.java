/// What placement asks the database itself.
@NullMarked
package dev.meridian.controlplane.placement.store;

import org.jspecify.annotations.NullMarked;
