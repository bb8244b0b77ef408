/// The rows of the fault matrix, a file each, and what they count.
@NullMarked
package dev.meridian.verification.chaos.rows;

import org.jspecify.annotations.NullMarked;
