package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.chaos.arena.Sink;
import dev.meridian.verification.chaos.history.Past;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads what there is to be judged.
record Histories(MeridianClient client, Sink sink) {

    /// Of all jobs of that name, by their ids; each has one allocation.
    Map<String, Past> named(String name) {
        Map<String, Past> pasts = new HashMap<>();
        client.all("/jobs?limit=200&name=" + name)
                .forEach(job -> pasts.put(job.path("id").asString(), past(job)));
        return pasts;
    }

    private Past past(JsonNode job) {
        String id = job.path("id").asString();
        JsonNode allocation = client.allocations(id).getFirst();
        String own = allocation.path("id").asString();
        return new Past(
                id,
                job.path("state").asString(""),
                client.all("/jobs/" + id + "/events").stream()
                        .filter(event -> event.path("allocation").asString("").equals(own))
                        .map(event ->
                                new Past.Event(
                                        event.path("kind").asString(""),
                                        event.path("epoch").asInt(0)))
                        .toList(),
                allocation
                        .path("attempts")
                        .valueStream()
                        .map(attempt ->
                                new Past.Attempt(
                                        attempt.path("epoch").asInt(0),
                                        attempt.path("state").asString("")))
                        .toList(),
                sink.words(own));
    }
}
