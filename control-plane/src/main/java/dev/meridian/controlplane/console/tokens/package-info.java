/// Tokens of the API: one's own, and for admins those of everybody.
@NullMarked
package dev.meridian.controlplane.console.tokens;

import org.jspecify.annotations.NullMarked;
