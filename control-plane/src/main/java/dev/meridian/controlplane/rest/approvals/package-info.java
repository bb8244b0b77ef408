/// Proposals over HTTP: seen, made, approved, rejected.
@NullMarked
package dev.meridian.controlplane.rest.approvals;

import org.jspecify.annotations.NullMarked;
