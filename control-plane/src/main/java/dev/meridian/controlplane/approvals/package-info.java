/// What waits for a person: proposals with their evidence, and what becomes of them.
///
/// It knows nothing of what is proposed: each kind is a [ProposalKind] of the room that can carry
/// it out, so that a new one is added without a change here.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
