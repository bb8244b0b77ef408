package dev.meridian.controlplane.commands.outcome;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Jobs that come, wait, run and end on an empty fleet, until all have ended. Time goes from change
/// to change: what ended until a tick is gone, what came waits, and if anything waits there is a
/// plan. Ends are exact to the moment, starts are at ticks.
///
/// A policy that starts a part of a gang, what does not wait, or more than a node has, is a
/// mistake, and ends the simulation with an [IllegalStateException].
public final class Simulation {
    /// Who waits is looked at again after so many seconds even when nothing has changed.
    private static final double LOOK_AGAIN = 600;

    private final World world;
    private final Policy policy;
    private final Ranking ranking;
    private final Settings settings;
    private final Watcher watcher;
    private final double horizon;
    private final int count;
    private final Map<NodeId, Hall> halls = new HashMap<>();
    private final Deque<Job> coming;
    private final Map<Integer, Course> waiting = new LinkedHashMap<>();
    private final Map<Integer, Course> running = new LinkedHashMap<>();
    private final PriorityQueue<Course> ending =
            new PriorityQueue<>(
                    Comparator.comparingDouble(Course::ends)
                            .thenComparing(course -> course.job().number()));
    private final List<Outcome> outcomes = new ArrayList<>();
    private double now;
    private double lookAgain;

    /// @param epoch when the trace begins
    /// @param tick seconds from plan to plan
    /// @param checkpoint seconds of work between two checkpoints of a job that can be stopped
    public record Settings(Instant epoch, double tick, double checkpoint) {}

    /// Is told what happens to jobs.
    @FunctionalInterface
    public interface Watcher {
        void ended(Outcome outcome);

        /// @param held seconds for which it has held places so far, over all attempts
        default void stopped(Job job, double held) {}
    }

    /// @param jobs in the order of their submission
    public Simulation(
            World world,
            List<Job> jobs,
            Policy policy,
            Ranking ranking,
            Settings settings,
            Watcher watcher) {
        this.world = world;
        this.policy = policy;
        this.ranking = ranking;
        this.settings = settings;
        this.watcher = watcher;
        coming = new ArrayDeque<>(jobs);
        count = jobs.size();
        horizon = jobs.isEmpty() ? 0 : jobs.getLast().submitted();
        now = -settings.tick();
        world.nodes().forEach(node -> halls.put(node.id(), new Hall(node)));
    }

    /// @return what became of each job, in the order in which they ended
    public List<Outcome> run() {
        while (outcomes.size() < count) {
            now = Math.max(now + settings.tick(), tickFrom(nextChange()));
            end();
            arrive();
            if (!waiting.isEmpty()) {
                plan();
            }
        }
        return outcomes;
    }

    private double nextChange() {
        double next = waiting.isEmpty() ? Double.POSITIVE_INFINITY : lookAgain;
        next = coming.isEmpty() ? next : Math.min(next, coming.getFirst().submitted());
        return ending.isEmpty() ? next : Math.min(next, ending.peek().ends());
    }

    private double tickFrom(double time) {
        return Math.ceil(time / settings.tick()) * settings.tick();
    }

    private void end() {
        while (!ending.isEmpty() && ending.peek().ends() <= now) {
            Course course = ending.remove();
            leave(course);
            Outcome outcome = course.end();
            outcomes.add(outcome);
            watcher.ended(outcome);
        }
    }

    private void arrive() {
        while (!coming.isEmpty() && coming.getFirst().submitted() <= now) {
            Job job = coming.removeFirst();
            waiting.put(
                    job.number(),
                    new Course(job, settings.epoch(), ranking.preemptible(), horizon));
        }
    }

    private void plan() {
        lookAgain = now + LOOK_AGAIN;
        Choice choice = policy.choose(snapshot());
        Map<Integer, List<Choice.Start>> starts = new LinkedHashMap<>();
        choice.starts()
                .forEach(one ->
                        starts.computeIfAbsent(
                                        Course.number(one.allocation()), _ -> new ArrayList<>())
                                .add(one));
        starts.values().forEach(this::start);
        Set<Integer> stops = new LinkedHashSet<>();
        choice.stops().forEach(one -> stops.add(Course.number(one)));
        stops.forEach(this::stop);
        if (!stops.isEmpty()) {
            lookAgain = now;
        }
        if (starts.isEmpty() && stops.isEmpty() && running.isEmpty() && coming.isEmpty()) {
            throw new IllegalStateException(
                    "%d jobs wait for an empty fleet, the first for %s"
                            .formatted(
                                    waiting.size(),
                                    waiting.values().iterator().next().job().requirement()));
        }
    }

    private Snapshot snapshot() {
        List<Placed> placed = new ArrayList<>();
        running.values().forEach(course -> placed.addAll(course.placed(priority(course))));
        List<PendingGroup> groups = new ArrayList<>();
        waiting.values().forEach(course -> groups.add(course.waiting(priority(course))));
        return new Snapshot(at(now), world.nodes(), world.links(), placed, groups, Map.of());
    }

    private int priority(Course course) {
        return ranking.priority(course.job(), course.held(now), at(now));
    }

    private Instant at(double seconds) {
        return Course.at(settings.epoch(), seconds);
    }

    private void start(List<Choice.Start> starts) {
        Course course = waiting.remove(Course.number(starts.getFirst().allocation()));
        if (course == null) {
            throw new IllegalStateException("what does not wait was started: " + starts);
        }
        Set<AllocationId> distinct = new LinkedHashSet<>();
        starts.forEach(one -> distinct.add(one.allocation()));
        Job job = course.job();
        if (distinct.size() != job.instances() || starts.size() != job.instances()) {
            throw new IllegalStateException(
                    "%d of %d instances were started".formatted(starts.size(), job.instances()));
        }
        List<Node> nodes = starts.stream().map(one -> hall(one.node()).node()).toList();
        Attempt attempt = Attempt.of(job, nodes, world, now, course.left());
        course.start(starts, attempt, at(now), priority(course), settings.checkpoint())
                .forEach(one -> hall(one.node()).take(one.amounts(), one.devices()));
        running.put(job.number(), course);
        ending.add(course);
    }

    private void stop(int number) {
        Course course = running.get(number);
        if (course == null) {
            throw new IllegalStateException("what does not run was stopped: job " + number);
        }
        ending.remove(course);
        leave(course);
        course.stop(now, settings.checkpoint());
        watcher.stopped(course.job(), course.held(now));
        waiting.put(number, course);
    }

    private void leave(Course course) {
        running.remove(course.job().number());
        course.placed(priority(course))
                .forEach(one -> hall(one.node()).give(one.amounts(), one.devices()));
    }

    private Hall hall(NodeId node) {
        return requireNonNull(halls.get(node), "there is no such node");
    }
}
