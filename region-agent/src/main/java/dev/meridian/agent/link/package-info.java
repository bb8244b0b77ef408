/// The wire to the control plane: enrolment, identity, and one long stream that may drop at any
/// time.
@NullMarked
package dev.meridian.agent.link;

import org.jspecify.annotations.NullMarked;
