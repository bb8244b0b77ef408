package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Room;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.StartRange;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When what waits could start: nodes are emptied as what runs there is foreseen to end, a few
/// times over with ends early and late, and the places that open go to what waits, in order.
///
/// The draws are the same each time for the same fleet, so two who ask hear the same. It is an
/// estimate and no plan: it counts places by resources and does not try orders, spreads or costs.
final class StartForecast {
    private static final int DRAWS = 15;

    /// Of the draws, in order: the second, the middle one, the last but one.
    private static final int P10 = 1;

    private static final int P50 = 7;
    private static final int P90 = 13;

    /// Nobody waits for what opens beyond them.
    private static final int MOST_PLACES = 100_000;

    private final Instant at;
    private final Goals goals;
    private final List<Host> hosts;
    private final List<Waiting> queue;
    private final Map<WaitingGroup, PendingGroup> groups = new HashMap<>();
    private final Map<Question, Optional<StartRange>> known = new ConcurrentHashMap<>();

    /// @param ends seconds from now, for each draw; infinite where none is foreseen
    record Leaving(Placed one, float[] ends) {}

    /// @param orders for each draw the leaving ones by their ends
    record Host(Room room, List<Leaving> leaving, int[][] orders) {}

    /// What waits up to and with a job, over all requests.
    private record Waiting(JobId job, double cpu, double memory, double accelerators) {}

    /// @param rests seconds until each allocation ends
    StartForecast(Snapshot live, Map<AllocationId, Distribution> rests) {
        at = live.at();
        goals = Goals.of(live);
        Map<NodeId, List<Placed>> byNode = new HashMap<>();
        live.placed()
                .forEach(
                        one -> byNode.computeIfAbsent(one.node(), _ -> new ArrayList<>()).add(one));
        hosts = new ArrayList<>(live.nodes().size());
        for (Node node : live.nodes()) {
            List<Placed> here = byNode.getOrDefault(node.id(), List.of());
            List<Leaving> leaving =
                    here.stream().map(one -> leaving(one, rests.get(one.allocation()))).toList();
            hosts.add(new Host(Room.of(node, here), leaving, orders(leaving)));
        }
        queue = queue(live.groups());
        live.groups().forEach(each -> groups.put(new WaitingGroup(each.job(), each.name()), each));
    }

    Instant at() {
        return at;
    }

    private static Leaving leaving(Placed one, @Nullable Distribution rest) {
        float[] ends = new float[DRAWS];
        if (rest == null) {
            Arrays.fill(ends, Float.POSITIVE_INFINITY);
            return new Leaving(one, ends);
        }
        // each is drawn once from each part of its distribution, in an order of its own
        int turn = Math.floorMod(one.allocation().hashCode() * 0x9E3779B9, DRAWS);
        for (int draw = 0; draw < DRAWS; draw++) {
            int part = Math.floorMod(turn + draw * (1 + 2 * (turn % 7)), DRAWS);
            ends[draw] = (float) rest.inPart((part + 0.5) / DRAWS);
        }
        return new Leaving(one, ends);
    }

    private static int[][] orders(List<Leaving> leaving) {
        int[][] orders = new int[DRAWS][];
        Integer[] order = new Integer[leaving.size()];
        for (int draw = 0; draw < DRAWS; draw++) {
            int now = draw;
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(i -> leaving.get(i).ends()[now]));
            orders[draw] = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        }
        return orders;
    }

    private static List<Waiting> queue(List<PendingGroup> groups) {
        List<Waiting> queue = new ArrayList<>();
        double cpu = 0;
        double memory = 0;
        double accelerators = 0;
        for (PendingGroup group : groups) {
            queue.add(new Waiting(group.job(), cpu, memory, accelerators));
            for (PendingAllocation one : group.allocations()) {
                cpu += one.requirement().amounts().cpu().value();
                memory += one.requirement().amounts().memory().value();
                accelerators += one.requirement().accelerators().totalMillis();
            }
        }
        queue.add(new Waiting(new JobId(new UUID(0, 0)), cpu, memory, accelerators));
        return queue;
    }

    /// Empty where nothing that is foreseen makes room.
    ///
    /// @param job that waits; one that is not in the queue yet stands behind all
    /// @param wanted instances that must start at once
    Optional<StartRange> of(@Nullable JobId job, Requirement requirement, int wanted) {
        return known.computeIfAbsent(
                new Question(
                        requirement, (int) Math.min(MOST_PLACES, wanted + ahead(job, requirement))),
                this::answer);
    }

    /// Of those among many that wait: who asks for the same is answered together.
    ///
    /// @param most so many that ask for something else are looked at, beside what was asked before
    Map<WaitingGroup, StartRange> of(Collection<WaitingGroup> asked, int most) {
        Map<Requirement, Map<WaitingGroup, Question>> alike = new LinkedHashMap<>();
        for (WaitingGroup each : asked) {
            PendingGroup group = groups.get(each);
            if (group != null && !group.allocations().isEmpty()) {
                Requirement requirement = group.allocations().getFirst().requirement();
                double places = Math.max(1, group.minCount()) + ahead(each.job(), requirement);
                alike.computeIfAbsent(requirement, _ -> new LinkedHashMap<>())
                        .put(each, new Question(requirement, (int) Math.min(MOST_PLACES, places)));
            }
        }
        int looked = 0;
        Map<WaitingGroup, StartRange> found = new HashMap<>();
        for (Map.Entry<Requirement, Map<WaitingGroup, Question>> same : alike.entrySet()) {
            List<Question> fresh =
                    same.getValue().values().stream()
                            .filter(each -> !known.containsKey(each))
                            .distinct()
                            .toList();
            if (!fresh.isEmpty() && looked++ < most) {
                known.putAll(answers(same.getKey(), fresh));
            }
            same.getValue()
                    .forEach((group, question) ->
                            known.getOrDefault(question, Optional.empty())
                                    .ifPresent(range -> found.put(group, range)));
        }
        return found;
    }

    /// Those who ask the same, as the members of a large array do, get one answer.
    private record Question(Requirement requirement, int places) {}

    private Optional<StartRange> answer(Question question) {
        return Objects.requireNonNull(
                answers(question.requirement(), List.of(question)).get(question));
    }

    /// @param questions that differ in their places alone
    private Map<Question, Optional<StartRange>> answers(
            Requirement requirement, List<Question> questions) {
        int most = questions.stream().mapToInt(Question::places).max().orElseThrow();
        List<Soonest> first = Stream.generate(() -> new Soonest(most)).limit(DRAWS).toList();
        // all draws of a host while its data are near
        for (Host host : hosts) {
            if (goals.suits(requirement, host.room())) {
                Emptying emptying = new Emptying(host, requirement);
                for (int draw = 0; draw < DRAWS; draw++) {
                    emptying.open(draw, most, first.get(draw));
                }
            }
        }
        List<double[]> opened = first.stream().map(Soonest::sorted).toList();
        Map<Question, Optional<StartRange>> answers = new HashMap<>();
        questions.forEach(each -> answers.put(each, range(opened, each.places())));
        return answers;
    }

    private Optional<StartRange> range(List<double[]> opened, int places) {
        double[] starts = opened.stream().mapToDouble(each -> start(each, places)).toArray();
        Arrays.sort(starts);
        return Double.isInfinite(starts[P90])
                ? Optional.empty()
                : Optional.of(
                        new StartRange(after(starts[P10]), after(starts[P50]), after(starts[P90])));
    }

    private Instant after(double seconds) {
        return at.plusSeconds((long) seconds);
    }

    /// How many places of this size those before it will take.
    private double ahead(@Nullable JobId job, Requirement requirement) {
        Waiting before = queue.getLast();
        for (Waiting each : queue) {
            if (each.job().equals(job)) {
                before = each;
                break;
            }
        }
        AcceleratorNeed devices = requirement.accelerators();
        if (!devices.isNone()) {
            return before.accelerators() / devices.totalMillis();
        }
        return Math.max(
                before.cpu() / Math.max(1, requirement.amounts().cpu().value()),
                before.memory() / Math.max(1, requirement.amounts().memory().value()));
    }

    /// Seconds until so many places have opened. Where fewer are foreseen, those ahead are taken to
    /// leave at the same pace.
    private static double start(double[] opened, int places) {
        if (opened.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return opened.length >= places
                ? opened[places - 1]
                : opened[opened.length - 1] * places / opened.length;
    }
}
