package dev.meridian.verification.chaos.arena;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.cli.client.Refused;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// A client that does not give up: the same key and body again, until there is an answer.
///
/// @param client of whatever control plane there is
public record Insistent(MeridianClient client) {
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(100));
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int STILL_IN_FLIGHT = 409;

    /// @return the job's id
    /// @throws Refused for good
    /// @throws IllegalStateException when there is no answer in three minutes
    public String submit(String spec, String key) {
        return PATIENCE.until(LIMIT, () -> once(spec, key))
                .orElseThrow(() -> new IllegalStateException("never answered: " + key));
    }

    private Optional<String> once(String spec, String key) {
        try {
            return Optional.of(client.submit(spec, key).path("id").asString());
        } catch (Refused e) {
            if (e.mayPass() || e.problem().status() == STILL_IN_FLIGHT) {
                return Optional.empty();
            }
            throw e;
        } catch (JacksonException _) {
            return Optional.empty(); // it died while it answered
        }
    }
}
