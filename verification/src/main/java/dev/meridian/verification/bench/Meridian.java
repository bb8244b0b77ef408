package dev.meridian.verification.bench;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// We ourselves: through the REST API, as anybody would.
final class Meridian implements Contestant {

    /// How a thousand jobs come to us.
    enum Door {
        BATCH("jobs of their own, one POST /jobs:batch"),
        SINGLES("jobs of their own, a POST /jobs each, one after the other"),
        ARRAY("one job with an array");

        private final String words;

        Door(String words) {
            this.words = words;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Patience LOOK = new Patience(Duration.ofMillis(50));
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final MeridianClient client;
    private final Door door;
    private final String driver;
    private int round;

    Meridian(MeridianClient client, Door door, String driver) {
        this.client = client;
        this.door = door;
        this.driver = driver;
    }

    @Override
    public String system() {
        return "meridian";
    }

    @Override
    public String way() {
        return door.words + ", driver " + driver;
    }

    @Override
    public double run(int jobs) {
        String name = "bench-" + door.name().toLowerCase(Locale.ROOT) + "-" + driver + ++round;
        long start = System.nanoTime();
        switch (door) {
            case BATCH -> {
                ObjectNode body = JSON.createObjectNode();
                ArrayNode items = body.putArray("items");
                for (int i = 0; i < jobs; i++) {
                    items.add(spec(name, 0));
                }
                client.post("/jobs:batch", body);
            }
            case SINGLES -> {
                ObjectNode spec = spec(name, 0);
                for (int i = 0; i < jobs; i++) {
                    client.post("/jobs", spec);
                }
            }
            case ARRAY -> client.post("/jobs", spec(name, jobs));
        }
        LOOK.until(LIMIT, () -> Optional.of(true).filter(_ -> noneIsLeft(name)));
        double seconds = (System.nanoTime() - start) / 1e9;
        mustHaveSucceeded(name, door == Door.ARRAY ? 1 : jobs);
        return seconds;
    }

    private boolean noneIsLeft(String name) {
        return client.get("/jobs?state=QUEUED&state=RUNNING&limit=1&name=" + name)
                .path("items")
                .isEmpty();
    }

    private void mustHaveSucceeded(String name, int expected) {
        List<JsonNode> jobs = client.all("/jobs?limit=500&state=SUCCEEDED&name=" + name);
        if (jobs.size() != expected) {
            String one =
                    client.all("/jobs?limit=500&state=FAILED&name=" + name).stream()
                            .findFirst()
                            .map(job -> client.allocations(job.path("id").asString()).toString())
                            .orElse("none failed");
            throw new IllegalStateException(
                    jobs.size()
                            + " of "
                            + expected
                            + " jobs named "
                            + name
                            + " succeeded; the first that did not: "
                            + one);
        }
    }

    private ObjectNode spec(String name, int array) {
        ObjectNode spec = JSON.createObjectNode().put("name", name);
        ObjectNode group = spec.putArray("taskGroups").addObject();
        if (array > 0) {
            group.putObject("array").put("size", array);
        }
        group.putObject("resources").put("cpu", 1).put("memory", "16Mi");
        group.putObject("task").put("driver", driver).putArray("command").add("true");
        return spec;
    }
}
