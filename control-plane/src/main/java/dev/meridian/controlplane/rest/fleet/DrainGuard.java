package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.LargeDrains;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Stands before a drain that would move so much that a second person has to agree.
@Component
class DrainGuard {
    private final LargeDrains large;

    DrainGuard(LargeDrains large) {
        this.large = large;
    }

    /// @throws RefusedRequest where it has to be proposed
    void check(Set<NodeId> nodes) {
        large.of(nodes)
                .ifPresent(one -> {
                    throw new RefusedRequest(
                            ProblemKind.CONFLICT, one.why() + " Propose it: ?propose=true.");
                });
    }
}
