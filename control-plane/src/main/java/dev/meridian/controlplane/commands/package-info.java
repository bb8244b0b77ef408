/// Commands of the jar that need neither a server nor a database.
@NullMarked
package dev.meridian.controlplane.commands;

import org.jspecify.annotations.NullMarked;
