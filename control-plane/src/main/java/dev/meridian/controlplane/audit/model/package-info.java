/// Entries of the audit and how they are chained.
@NullMarked
package dev.meridian.controlplane.audit.model;

import org.jspecify.annotations.NullMarked;
