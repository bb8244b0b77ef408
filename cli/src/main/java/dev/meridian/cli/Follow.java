package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Prints what changes about a job until it has ended.
final class Follow {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final MeridianClient client;
    private final PrintWriter out;
    private final Map<String, String> seen = new HashMap<>();

    Follow(MeridianClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    /// @return the state in which it ended
    String toTheEnd(String job) {
        return new Patience(Duration.ofMillis(300))
                .until(Duration.ofDays(365), () -> look(job))
                .orElse("");
    }

    private Optional<String> look(String id) {
        for (JsonNode allocation : client.allocations(id)) {
            String where = allocation.path("region").asString("");
            tell(
                    allocation.path("group").asString("main")
                            + "["
                            + allocation.path("index").asInt(0)
                            + "]",
                    allocation.path("state").asString()
                            + (where.isEmpty()
                                    ? ""
                                    : " on "
                                            + where
                                            + "/"
                                            + allocation.path("nodeName").asString("")));
        }
        String state = client.job(id).path("state").asString();
        tell("job", state);
        return ENDED.contains(state) ? Optional.of(state) : Optional.empty();
    }

    private void tell(String what, String state) {
        if (!state.equals(seen.put(what, state))) {
            out.println(what + " " + state);
            out.flush();
        }
    }
}
