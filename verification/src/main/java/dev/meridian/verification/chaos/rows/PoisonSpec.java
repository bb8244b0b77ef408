package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Facility;
import dev.meridian.verification.chaos.arena.Psql;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// What the API accepts the planner can bear, so the poison is put where no check stands: a job
/// that waits is altered in the database, as damage would. In turns so that the planner fails on it
/// (it waits since before time began), and so that nobody can read its spec. The control plane is
/// started again, for it remembers what it has read.
final class PoisonSpec implements Row {
    private static final String UNBEARABLE =
            "update task_groups set queued_at = '-infinity' where job_id = '%s'";

    private static final String UNREADABLE =
            "update job_specs set spec = jsonb_set(spec, '{taskGroups}', '\"torn\"') where id = '%s'";

    private static final String NOWHERE = "constraints: [{label: role, value: nowhere}]";
    private static final int OTHERS = 4;
    private static final int MOST_ROUNDS = 8;
    private static final Duration TOLD = Duration.ofSeconds(15);

    @Override
    public int number() {
        return 15;
    }

    @Override
    public String fault() {
        return "poison job spec";
    }

    @Override
    public String promise() {
        return "quarantined after three failures of the planner; others placed; no crash";
    }

    @Override
    public int usual() {
        return 2;
    }

    @Override
    public List<Facility> needs() {
        return List.of(Facility.POSTGRES_TOOLS);
    }

    @Override
    public void play(Round round) {
        round.settle();
        var number = new AtomicInteger();
        round.attempts(() -> {
            if (number.getAndIncrement() % 2 == 0) {
                once(round, UNBEARABLE, "3 times");
            } else {
                once(round, UNREADABLE, "once");
            }
        });
    }

    /// @param failures that the quarantine tells of
    private static void once(Round round, String damage, String failures) {
        Arena arena = round.arena();
        Tally tally = round.tally();
        String poison =
                arena.client()
                        .submit(arena.spec("poison", NOWHERE, "", "exit 0"))
                        .path("id")
                        .asString();
        String _ = Psql.of(arena.system().home()).ask(damage.formatted(poison));
        arena.system().crashControlPlane();
        arena.controlPlaneCameBack();
        long process = arena.system().controlPlane().pid();
        // at once, so that the planner is given them beside it
        List<String> others = new ArrayList<>(submit(arena));
        round.settle();
        for (int i = 0; i < MOST_ROUNDS && !quarantined(arena, poison, failures); i++) {
            others.addAll(submit(arena));
            others.forEach(arena::awaitEnd);
        }
        others.addAll(submit(arena));
        others.forEach(arena::awaitEnd);
        tally.expect(
                Waiting.within(TOLD, () -> quarantined(arena, poison, failures)),
                Harm.WRONG,
                "it is not quarantined after " + failures + ": " + events(arena, poison));
        others.forEach(job -> placed(tally, arena, job));
        tally.count("others placed beside it", others.size());
        tally.expect(
                arena.system().controlPlane().isAlive()
                        && arena.system().controlPlane().pid() == process,
                Harm.WRONG,
                "the control plane did not live through it");
        arena.client().cancel(poison, "seen");
    }

    private static List<String> submit(Arena arena) {
        List<String> jobs = new ArrayList<>();
        for (int n = 0; n < OTHERS; n++) {
            jobs.add(
                    arena.client()
                            .submit(arena.spec("beside", "count: 1", "", "exit 0"))
                            .path("id")
                            .asString());
        }
        return jobs;
    }

    /// As its history has it: of a spec that cannot be read there is little else to be told.
    private static boolean quarantined(Arena arena, String job, String failures) {
        return events(arena, job).stream()
                .map(JsonNode::toString)
                .anyMatch(event ->
                        event.contains("QUARANTINED")
                                && event.contains("failed on it " + failures));
    }

    private static List<JsonNode> events(Arena arena, String job) {
        return arena.client().all("/jobs/" + job + "/events");
    }

    private static void placed(Tally tally, Arena arena, String job) {
        List<JsonNode> allocations = arena.client().allocations(job);
        tally.expect(
                allocations.size() == 1
                        && allocations.getFirst().path("state").asString("").equals("SUCCEEDED")
                        && allocations.getFirst().path("attempts").size() == 1,
                Harm.LOST,
                "it was not run beside the poison: " + allocations);
    }
}
