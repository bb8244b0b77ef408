/// People and programs, and the roles they hold.
@NullMarked
package dev.meridian.controlplane.console.users;

import org.jspecify.annotations.NullMarked;
