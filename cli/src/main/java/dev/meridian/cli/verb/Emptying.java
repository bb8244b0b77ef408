package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Patience;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Looks on while nodes are emptied, and tells what changes.
final class Emptying {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(1));

    private final Session session;
    private final Map<String, String> told = new HashMap<>();
    private int exit = Exit.DONE;

    Emptying(Session session) {
        this.session = session;
    }

    /// @return 1 when one of them is no longer being drained before it is empty
    int toTheEnd(List<String> nodes) {
        for (String node : nodes) {
            PATIENCE.until(Duration.ofDays(365), () -> look(node));
        }
        return exit;
    }

    private Optional<Boolean> look(String id) {
        JsonNode node = session.client().get("/nodes/" + id);
        String name = node.path("name").asString("");
        JsonNode drain = node.path("drain");
        if (!node.path("adminState").asString("").equals("DRAINING")) {
            session.say(
                    name + " is no longer being drained: it is " + node.path("state").asString(""));
            exit = Exit.NOT_AS_WISHED;
            return Optional.of(false);
        }
        if (isEmpty(node)) {
            session.say(name + " is empty");
            return Optional.of(true);
        }
        String line = name + ": " + drain.path("remaining").asInt(0) + " left" + waiting(drain);
        if (!line.equals(told.put(id, line))) {
            session.say(line);
        }
        return Optional.empty();
    }

    private static boolean isEmpty(JsonNode node) {
        JsonNode drain = node.path("drain");
        boolean told = drain.has("doneAt") && !drain.path("doneAt").isNull();
        return told || drain.path("remaining").asInt(1) == 0;
    }

    private static String waiting(JsonNode drain) {
        var words = new StringBuilder();
        for (JsonNode each : drain.path("waiting")) {
            words.append("\n  ")
                    .append(each.path("name").asString(""))
                    .append(": ")
                    .append(Lines.reason(each.path("why")));
        }
        return words.toString();
    }
}
