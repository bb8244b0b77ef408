/// Who may open which page: sessions, the table of the console's routes, and what stands before
/// them.
@NullMarked
package dev.meridian.controlplane.console.access;

import org.jspecify.annotations.NullMarked;
