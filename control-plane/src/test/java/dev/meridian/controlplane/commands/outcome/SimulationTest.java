package dev.meridian.controlplane.commands.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final Rival.Effort EFFORT = new Rival.Effort(50, 10, 20);

    private static List<Outcome> run(World world, List<Job> jobs, Policy policy, Ranking ranking) {
        return new Simulation(
                        world,
                        jobs,
                        policy,
                        ranking,
                        new Simulation.Settings(Instant.EPOCH, 10, 20),
                        _ -> {})
                .run();
    }

    /// The first takes the whole node for 100 s; the others come meanwhile and start when it ends.
    @Test
    void whatWaitsStartsAtTheTickAfterRoomIsMade() {
        List<Outcome> outcomes =
                run(
                        Trials.world(1, 2),
                        List.of(
                                Trials.job(0, 0, 1, 2, 103),
                                Trials.job(1, 11, 1, 1, 50),
                                Trials.job(2, 20, 1, 1, 10)),
                        new Greedy(new FirstFit()),
                        Ranking.ONE_CLASS);
        assertThat(outcomes).extracting(one -> one.job().number()).containsExactly(0, 2, 1);
        assertThat(outcomes).extracting(Outcome::started).containsExactly(0.0, 110.0, 110.0);
        assertThat(outcomes).extracting(Outcome::ended).containsExactly(103.0, 120.0, 160.0);
        assertThat(outcomes.getFirst().dollars()).isCloseTo(103 / 3600.0, within(1e-9));
        // until the last job came, at 20 s, the first alone held something
        assertThat(outcomes).extracting(Outcome::heldBefore).containsExactly(20.0, 0.0, 0.0);
    }

    /// It worked 50 s, its last checkpoint was at 40: 60 of its 100 s are left. The other one runs
    /// from 60 to 75, so it goes on at 80 and ends at 140.
    @Test
    void whatIsStoppedGoesOnFromItsLastCheckpoint() {
        Greedy first = new Greedy(new FirstFit());
        Policy stopping =
                snapshot -> {
                    boolean both = !snapshot.placed().isEmpty() && !snapshot.groups().isEmpty();
                    return both && snapshot.at().equals(Instant.EPOCH.plusSeconds(50))
                            ? new Choice(
                                    List.of(), Set.of(snapshot.placed().getFirst().allocation()))
                            : first.choose(snapshot);
                };
        Ranking laterFirst =
                new Ranking() {
                    @Override
                    public int priority(Job job, double held, Instant now) {
                        return job.number();
                    }

                    @Override
                    public boolean preemptible() {
                        return true;
                    }
                };
        List<Outcome> outcomes =
                run(
                        Trials.world(1, 1),
                        List.of(Trials.job(0, 0, 1, 1, 100), Trials.job(1, 45, 1, 1, 15)),
                        stopping,
                        laterFirst);
        assertThat(outcomes).extracting(one -> one.job().number()).containsExactly(1, 0);
        assertThat(outcomes.getFirst().started()).isEqualTo(60);
        assertThat(outcomes.getLast().ended()).isCloseTo(140, within(1e-6));
        assertThat(outcomes.getLast().attempts()).isEqualTo(2);
        assertThat(outcomes.getLast().held()).isCloseTo(110, within(1e-6));
    }

    @Test
    void moreThanANodeHasIsRefused() {
        Policy greedy =
                snapshot ->
                        new Choice(
                                snapshot.groups().stream()
                                        .map(group ->
                                                new Choice.Start(
                                                        group.allocations().getFirst().id(),
                                                        snapshot.nodes().getFirst().id(),
                                                        List.of(new DeviceShare(0, 1000))))
                                        .toList(),
                                Set.of());
        assertThatThrownBy(() ->
                        run(
                                Trials.world(1, 1),
                                List.of(Trials.job(0, 0, 1, 1, 9), Trials.job(1, 0, 1, 1, 9)),
                                greedy,
                                Ranking.ONE_CLASS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds more than it has");
        assertThatThrownBy(() ->
                        run(
                                Trials.world(2, 1),
                                List.of(Trials.job(0, 0, 2, 1, 9)),
                                greedy,
                                Ranking.ONE_CLASS))
                .hasMessage("1 of 2 instances were started");
    }

    @Test
    void whatFitsNowhereIsSaid() {
        assertThatThrownBy(() ->
                        run(
                                Trials.world(1, 1),
                                List.of(Trials.job(0, 0, 1, 2, 9)),
                                new Greedy(new FirstFit()),
                                Ranking.ONE_CLASS))
                .hasMessageStartingWith("1 jobs wait for an empty fleet");
    }

    @ParameterizedTest
    @EnumSource
    void everyJobEndsOnceAndTwoRunsAreTheSame(Rival rival) {
        World world = Trials.world(3, 4);
        List<Job> jobs = jobs(40);
        List<Outcome> outcomes = rival.run(world, jobs, EFFORT, _ -> {});
        assertThat(outcomes)
                .extracting(Outcome::job)
                .containsExactlyInAnyOrderElementsOf(jobs)
                .doesNotHaveDuplicates();
        assertThat(outcomes).isSortedAccordingTo((a, b) -> Double.compare(a.ended(), b.ended()));
        for (Outcome one : outcomes) {
            assertThat(one.waited()).isNotNegative();
            assertThat(one.held()).isGreaterThanOrEqualTo(one.worked() - 1e-6);
            assertThat(one.ended() - one.started()).isGreaterThanOrEqualTo(one.held() - 1e-6);
        }
        assertThat(rival.run(world, jobs, EFFORT, _ -> {})).isEqualTo(outcomes);
    }

    private static List<Job> jobs(int count) {
        Random random = new Random(5);
        List<Job> jobs = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(60);
            int instances = random.nextInt(10) == 0 ? 2 : 1;
            jobs.add(
                    Trials.job(
                            i, time, instances, 1 << random.nextInt(3), 1 + random.nextInt(500)));
        }
        return jobs;
    }
}
