package dev.meridian.verification.demo;

import dev.meridian.cli.client.MeridianClient;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A job after its end, or as it is now, with all that can be asked about it.
///
/// @param explanation the server's own words on why it ran where it did
record Ended(
        MeridianClient client, JsonNode job, List<JsonNode> allocations, JsonNode explanation) {

    static final Set<String> STATES = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    static Ended of(MeridianClient client, JsonNode job) {
        String id = job.path("id").asString();
        return new Ended(client, job, client.allocations(id), client.explanation(id));
    }

    String state() {
        return job.path("state").asString();
    }

    /// Of every allocation that has one.
    Set<String> each(String field) {
        return allocations.stream()
                .map(allocation -> allocation.path(field).asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String logs() {
        return allocations.stream()
                .map(allocation -> client.logs(allocation.path("id").asString(), "stdout"))
                .collect(Collectors.joining());
    }

    int attempts() {
        return Math.max(1, history().size());
    }

    /// The attempts of the allocation that had most of them, oldest first.
    List<JsonNode> history() {
        return allocations.stream()
                .map(allocation -> allocation.path("attempts").valueStream().toList())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }
}
