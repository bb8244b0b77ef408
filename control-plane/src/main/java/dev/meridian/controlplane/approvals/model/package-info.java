/// Proposals, their states and what they are told by.
@NullMarked
package dev.meridian.controlplane.approvals.model;

import org.jspecify.annotations.NullMarked;
