/// Who did what, and whether the record is whole.
@NullMarked
package dev.meridian.controlplane.console.audit;

import org.jspecify.annotations.NullMarked;
