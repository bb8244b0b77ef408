package dev.meridian.controlplane.placement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.JobsContext;
import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.support.SettableClock;
import dev.meridian.controlplane.support.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// A front of twenty allocations, of which much more waits.
class PendingFrontTest {
    private static final SettableClock clock =
            new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private static final TestDatabase database = TestDatabase.fresh();
    private static final AnnotationConfigApplicationContext context =
            JobsContext.start(database, clock);
    private static final int SHOWN = 20;

    private final PendingFront front = new PendingFront(context.getBean(PendingWork.class), SHOWN);

    @BeforeAll
    static void queues() {
        database.jdbc()
                .sql(
                        "insert into queues (project, name) values ('default', 'blocked'), ('default', 'other')")
                .update();
    }

    /// A hundred of one queue came first.
    @BeforeEach
    void fill() {
        for (int i = 0; i < 100; i++) {
            JobId _ = submit("blocked");
        }
    }

    @AfterEach
    void clear() {
        database.jdbc().sql("truncate job_specs, events, idempotency_keys cascade").update();
    }

    private static JobId submit(String queue) {
        clock.advance(Duration.ofSeconds(1));
        String yaml =
                "{name: one, queue: %s, taskGroups: [{task: {command: [x]}}]}".formatted(queue);
        SpecReading reading =
                new JobSpecReader(PriorityClasses.STANDARD)
                        .read(yaml.getBytes(UTF_8), SpecFormat.YAML);
        NewJob job = new NewJob(((SpecReading.Accepted) reading).spec(), queue, "ada", null);
        return ((Submission.Accepted) context.getBean(Jobs.class).submit(job)).job();
    }

    private static void cancel(JobId job) {
        var _ = context.getBean(Jobs.class).order(JobOrder.CANCEL, job, "a test");
    }

    private List<JobId> shown(String queue) {
        return front.view().stream()
                .filter(group -> group.queue().equals(queue))
                .map(EligibleGroup::job)
                .toList();
    }

    @Test
    void eachQueueHasItsPartHoweverMuchOfOthersCameBefore() {
        List<JobId> others = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            others.add(submit("other"));
        }
        front.load(clock.instant());
        assertThat(shown("blocked")).hasSize(SHOWN);
        assertThat(shown("other")).containsExactlyElementsOf(others.subList(0, SHOWN / 2));
    }

    @Test
    void whatComesLaterIsShownTooWhereItsQueueHasRoom() {
        front.load(clock.instant());
        JobId late = submit("other");
        assertThat(shown("other")).isEmpty();
        var _ = front.update(Set.of(late), clock.instant());
        assertThat(shown("other")).containsExactly(late);
    }

    @Test
    void aQueueOfWhichLittleIsLeftIsReadAnew() {
        List<JobId> others = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            others.add(submit("other"));
        }
        front.load(clock.instant());
        for (JobId gone : others.subList(0, 35)) {
            cancel(gone);
            var _ = front.update(Set.of(gone), clock.instant());
        }
        assertThat(shown("other")).containsExactlyElementsOf(others.subList(35, 40));
    }
}
