package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The policy in force for a job, with nothing left open.
public record DisconnectRule(DisconnectPolicy policy, Duration lostAfter) {

    private static final Duration FENCED_AFTER = Duration.ofMinutes(2);
    private static final Duration OVERLAPPED_AFTER = Duration.ofSeconds(15);

    static DisconnectRule of(JobType type, @Nullable DisconnectSpec given) {
        DisconnectPolicy policy = given == null ? null : given.policy();
        Duration lostAfter = given == null ? null : given.lostAfter();
        if (policy == null) {
            policy =
                    switch (type) {
                        case BATCH -> DisconnectPolicy.FENCE;
                        case SERVICE -> DisconnectPolicy.OVERLAP;
                    };
        }
        if (lostAfter == null) {
            lostAfter =
                    switch (policy) {
                        case FENCE, KEEP -> FENCED_AFTER;
                        case OVERLAP -> OVERLAPPED_AFTER;
                    };
        }
        return new DisconnectRule(policy, lostAfter);
    }
}
