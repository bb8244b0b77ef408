package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import tools.jackson.databind.JsonNode;

/// Tells what happens to a job until it has ended.
final class Follow {

    private final Session session;
    private final String prefix;

    /// @param name put before each line; empty where one job alone is followed
    Follow(Session session, String name) {
        this.session = session;
        this.prefix = name.isEmpty() ? "" : name + ": ";
    }

    /// @return the state in which it ended
    String toTheEnd(String job) {
        session.client()
                .followEvents(
                        "/jobs/" + job + "/events",
                        "",
                        event -> session.say(prefix + EventLines.of(event)));
        String state = session.client().job(job).path("state").asString();
        session.say(prefix + "job " + state);
        return state;
    }

    /// Of the first task that failed with one.
    int exitCodeOfTask(String job) {
        for (JsonNode allocation : session.client().allocations(job)) {
            int code = allocation.path("exitCode").asInt(0);
            if (code != 0) {
                return code;
            }
        }
        return Exit.NOT_AS_WISHED;
    }
}
