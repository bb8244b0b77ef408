package dev.meridian.controlplane.placement.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Names a task group of a job.
public record GroupId(UUID value) {

    /// Under which the places that stand by for a group are planned: what the group says of its
    /// instances, such as how they are spread, concerns those that run.
    public static GroupId standbysOf(UUID group) {
        return new GroupId(
                UUID.nameUUIDFromBytes(("standbys of " + group).getBytes(StandardCharsets.UTF_8)));
    }
}
