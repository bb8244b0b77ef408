package dev.meridian.verification.replay;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.cli.client.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Submits the jobs of a trace when their time has come, and waits for all of them to end.
final class Submissions {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Patience TICK = new Patience(Duration.ofMillis(20));
    private static final Patience LOOK = new Patience(Duration.ofSeconds(1));
    private static final int CONFLICT = 409;

    private final MeridianClient client;
    private final double speed;
    private final String driver;
    private final Consumer<String> progress;
    private final Map<String, TraceJob> submitted = new LinkedHashMap<>();

    Submissions(MeridianClient client, double speed, String driver, Consumer<String> progress) {
        this.client = client;
        this.speed = speed;
        this.driver = driver;
        this.progress = progress;
    }

    /// A project for each tenant of the trace.
    void makeProjects(List<TraceJob> jobs) {
        for (String tenant : new HashSet<>(jobs.stream().map(TraceJob::tenant).toList())) {
            try {
                client.post("/projects", JSON.createObjectNode().put("name", project(tenant)));
            } catch (Refused refused) {
                if (refused.problem().status() != CONFLICT) {
                    throw refused;
                }
            }
        }
    }

    void submitAll(List<TraceJob> jobs) {
        long start = System.nanoTime();
        for (int number = 0; number < jobs.size(); number++) {
            TraceJob job = jobs.get(number);
            long due = Math.round(job.arrival().toNanos() / speed);
            TICK.until(
                    Duration.ofDays(1),
                    () -> System.nanoTime() - start >= due ? Optional.of(due) : Optional.empty());
            submitted.put(client.post("/jobs", spec(number, job)).path("id").asString(), job);
            if (submitted.size() % 50 == 0) {
                progress.accept("submitted " + submitted.size() + " of " + jobs.size());
            }
        }
    }

    /// @return what became of each that ended in time, in the order of submission
    List<Fate> awaitAll(Duration limit) {
        Map<String, Fate> fates = new HashMap<>();
        int[] told = {0};
        LOOK.until(
                limit,
                () -> {
                    submitted.forEach((id, asked) -> {
                        if (!fates.containsKey(id)) {
                            ended(id, asked).ifPresent(fate -> fates.put(id, fate));
                        }
                    });
                    if (fates.size() - told[0] >= 25 || fates.size() == submitted.size()) {
                        told[0] = fates.size();
                        progress.accept(told[0] + " of " + submitted.size() + " have ended");
                    }
                    return fates.size() == submitted.size() ? Optional.of(fates) : Optional.empty();
                });
        return submitted.keySet().stream().map(fates::get).filter(Objects::nonNull).toList();
    }

    int submitted() {
        return submitted.size();
    }

    private Optional<Fate> ended(String id, TraceJob asked) {
        JsonNode job = client.job(id);
        return ENDED.contains(job.path("state").asString())
                ? Optional.of(Fate.of(asked, job, client.allocations(id).getFirst()))
                : Optional.empty();
    }

    private ObjectNode spec(int number, TraceJob job) {
        ObjectNode spec =
                JSON.createObjectNode()
                        .put("name", "trace-" + number)
                        .put("project", project(job.tenant()));
        ObjectNode group = spec.putArray("taskGroups").addObject();
        ObjectNode resources = group.putObject("resources").put("cpu", 0.1).put("memory", "16Mi");
        if (job.gpus() > 0) {
            resources.put("accelerators", "gpu:" + job.gpus());
        }
        ObjectNode task = group.putObject("task");
        if (!driver.isEmpty()) {
            task.put("driver", driver);
        }
        String seconds =
                String.format(Locale.ROOT, "%.3f", job.length().toMillis() / 1000.0 / speed);
        task.putArray("command").add("sleep").add(seconds);
        return spec;
    }

    private static String project(String tenant) {
        return "vc-" + tenant.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    }
}
