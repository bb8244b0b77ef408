/// Which control planes there are on this database, which of them leads, and what they share.
///
/// What a leader writes is written under its term: see docs/adr/0010-a-leader-by-lease-and-term.md.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.replicas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
