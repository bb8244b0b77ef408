/// The table of the audit.
@NullMarked
package dev.meridian.controlplane.audit.store;

import org.jspecify.annotations.NullMarked;
