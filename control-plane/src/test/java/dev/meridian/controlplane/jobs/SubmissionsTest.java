package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.IdempotencyKey;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
    private static final JobSpec SPEC =
            JobsFixture.spec("{name: a, taskGroups: [{task: {command: [\"true\"]}}]}");
    private static final JobsFixture fixture = new JobsFixture();

    @AfterEach
    void reset() {
        fixture.reset();
    }

    @Test
    void thirtyTwoAtOnceMakeOneJob() throws Exception {
        List<Callable<Submission>> same =
                IntStream.range(0, 32)
                        .<Callable<Submission>>mapToObj(
                                _ -> () -> fixture.jobs.submit(keyed("k", 'a')))
                        .toList();
        Set<JobId> ids = new HashSet<>();
        int accepted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Submission> each : threads.invokeAll(same)) {
                switch (each.get()) {
                    case Submission.Accepted(JobId id) -> {
                        ids.add(id);
                        accepted++;
                    }
                    case Submission.Repeated(JobId id) -> ids.add(id);
                    case Submission.InFlight _ -> {}
                    case Submission.KeyTaken no -> throw new AssertionError(no.toString());
                }
            }
        }
        assertThat(accepted).isEqualTo(1);
        assertThat(ids).hasSize(1);
        assertThat(fixture.sql.sql("select count(*) from jobs").query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void aKeyStandsForOneBodyOfOneCaller() {
        JobId first = ((Submission.Accepted) fixture.jobs.submit(keyed("k", 'a'))).job();
        assertThat(fixture.jobs.submit(keyed("k", 'a'))).isEqualTo(new Submission.Repeated(first));
        assertThat(fixture.jobs.submit(keyed("k", 'b'))).isEqualTo(new Submission.KeyTaken("k"));
        assertThat(
                        fixture.jobs.submit(
                                new NewJob(
                                        SPEC,
                                        "default",
                                        "eve",
                                        new IdempotencyKey("eve", "k", sha('a')))))
                .isInstanceOf(Submission.Accepted.class);
        assertThat(
                        fixture.jobs.submitAll(
                                List.of(keyed("n", 'a'), keyed("n", 'a'), keyed("n", 'c'))))
                .satisfiesExactly(
                        one -> assertThat(one).isInstanceOf(Submission.Accepted.class),
                        two -> assertThat(two).isInstanceOf(Submission.Repeated.class),
                        three -> assertThat(three).isEqualTo(new Submission.KeyTaken("n")));
    }

    @Test
    void whoComesSecondDoesNotWaitForEver() throws Exception {
        try (var connection = fixture.database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "insert into idempotency_keys (principal, key, body_sha256, created_at) values ('ada', 'k', '', now())");
                assertThat(fixture.jobs.submit(keyed("k", 'a')))
                        .isEqualTo(new Submission.InFlight("k"));
            } finally {
                connection.rollback();
            }
        }
        assertThat(fixture.jobs.submit(keyed("k", 'a'))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void tenThousandSpecsAtOnce() {
        List<NewJob> specs =
                IntStream.range(0, 10_000)
                        .mapToObj(_ -> new NewJob(SPEC, "default", "ada", null))
                        .toList();
        fixture.jobs.submitAll(specs.subList(0, 500));
        long start = System.nanoTime();
        assertThat(fixture.jobs.submitAll(specs)).allMatch(Submission.Accepted.class::isInstance);
        long submitted = System.nanoTime();
        var eligible = fixture.pending.eligible(10_500, fixture.now());
        long read = System.nanoTime();
        assertThat(fixture.place(eligible).placed()).hasSize(10_500);
        long placed = System.nanoTime();
        System.out.printf(
                "10,000 specs stored in %d ms; 10,500 eligible read in %d ms, placed in %d ms%n",
                Duration.ofNanos(submitted - start).toMillis(),
                Duration.ofNanos(read - submitted).toMillis(),
                Duration.ofNanos(placed - read).toMillis());
        fixture.checkCounts();
    }

    @Test
    void listsArePagedWithoutGapsOrDoubles() {
        for (int i = 0; i < 25; i++) {
            fixture.jobs.submit(new NewJob(SPEC, "default", "ada", null));
        }
        List<JobLine> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<JobLine> page = fixture.queries.list(JobFilter.ALL, cursor, 10);
            all.addAll(page.items());
            cursor = page.nextCursor().orElse(null);
        } while (cursor != null);
        assertThat(all).extracting(JobLine::id).doesNotHaveDuplicates().hasSize(25);
        assertThat(fixture.queries.queuePosition(all.getLast().id())).hasValue(1);
        assertThat(fixture.queries.queuePosition(all.getFirst().id())).hasValue(25);
        assertThat(fixture.queries.events(Set.of("default"), 0, 100)).hasSize(25);
        assertThat(fixture.queries.events(Set.of("other"), 0, 100)).isEmpty();
    }

    private static NewJob keyed(String key, char body) {
        return new NewJob(SPEC, "default", "ada", new IdempotencyKey("ada", key, sha(body)));
    }

    private static String sha(char of) {
        return String.valueOf(of).repeat(64);
    }
}
