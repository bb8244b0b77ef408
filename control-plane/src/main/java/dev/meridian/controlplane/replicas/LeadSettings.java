package dev.meridian.controlplane.replicas;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Of the lease of the one that leads.
///
/// @param lease how long a leader that says nothing goes on leading; it renews every second
@ConfigurationProperties("meridian.lead")
record LeadSettings(@DefaultValue("5s") Duration lease) {
    private static final Duration LEAST = Duration.ofSeconds(3);

    LeadSettings {
        if (lease.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "meridian.lead.lease is at least 3s, for it is renewed every second");
        }
    }
}
