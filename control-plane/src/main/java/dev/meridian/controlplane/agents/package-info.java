/// The door for agents: the certificate authority, enrolment, and one long stream per node over
/// mutual TLS.
@NullMarked
package dev.meridian.controlplane.agents;

import org.jspecify.annotations.NullMarked;
