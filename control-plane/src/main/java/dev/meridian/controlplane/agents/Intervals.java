package dev.meridian.controlplane.agents;

import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// How often an agent is to speak: each is given an interval of its own, so that thousands that
/// came together drift apart.
@Component
class Intervals {
    /// Up to so much shorter or longer than the one that is set.
    private static final double JITTER = 0.1;

    private final AgentSettings settings;
    private final SecureRandom random;

    Intervals(AgentSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /// In milliseconds.
    int heartbeat() {
        return spread(settings.heartbeat());
    }

    /// In milliseconds.
    int telemetry() {
        return spread(settings.telemetry());
    }

    private int spread(Duration usual) {
        double factor = random.nextDouble(1 - JITTER, 1 + JITTER);
        return Math.toIntExact(Math.round(usual.toMillis() * factor));
    }
}
