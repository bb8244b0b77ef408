package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// When what waits could start: nodes are emptied as what runs there is foreseen to end, a few times
/// over with ends early and late, and the places that open go to what waits, in order.
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
    private final Map<Question, Optional<StartRange>> known = new ConcurrentHashMap<>();

    /// @param ends seconds from now, for each draw; infinite where none is foreseen
    private record Leaving(Placed one, float[] ends) {}

    /// @param orders for each draw the leaving ones by their ends
    private record Host(Room room, List<Leaving> leaving, int[][] orders) {}

    /// What waits up to and with a job, over all requests.
    private record Waiting(JobId job, double cpu, double memory, double accelerators) {}

    /// @param rests seconds until each allocation ends
    StartForecast(Snapshot live, Map<AllocationId, Distribution> rests) {
        at = live.at();
        goals = Goals.of(live);
        Map<NodeId, List<Placed>> byNode = new HashMap<>();
        live.placed()
                .forEach(one ->
                        byNode.computeIfAbsent(one.node(), _ -> new ArrayList<>()).add(one));
        hosts = new ArrayList<>(live.nodes().size());
        for (Node node : live.nodes()) {
            List<Placed> here = byNode.getOrDefault(node.id(), List.of());
            List<Leaving> leaving =
                    here.stream().map(one -> leaving(one, rests.get(one.allocation()))).toList();
            hosts.add(new Host(Room.of(node, here), leaving, orders(leaving)));
        }
        queue = queue(live.groups());
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

    /// Those who ask the same, as the members of a large array do, get one answer.
    private record Question(Requirement requirement, int places) {}

    private Optional<StartRange> answer(Question question) {
        Requirement requirement = question.requirement();
        int places = question.places();
        List<Host> suitable =
                hosts.stream().filter(host -> goals.suits(requirement, host.room())).toList();
        double[] starts = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            starts[draw] = start(suitable, requirement, places, draw);
        }
        Arrays.sort(starts);
        return Double.isInfinite(starts[P90])
                ? Optional.empty()
                : Optional.of(
                        new StartRange(
                                after(starts[P10]), after(starts[P50]), after(starts[P90])));
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
    private static double start(
            List<Host> suitable, Requirement requirement, int places, int draw) {
        PriorityQueue<Double> first = new PriorityQueue<>(Comparator.reverseOrder());
        for (Host host : suitable) {
            open(host, requirement, draw, places, first);
        }
        if (first.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double last = first.peek();
        return first.size() >= places ? last : last * places / first.size();
    }

    private static void open(
            Host host, Requirement requirement, int draw, int places, PriorityQueue<Double> first) {
        Free free = new Free(host.room());
        int open = 0;
        double time = 0;
        int[] order = host.orders()[draw];
        for (int i = -1; i < order.length; i++) {
            if (i >= 0) {
                Leaving next = host.leaving().get(order[i]);
                time = next.ends()[draw];
                if (Double.isInfinite(time) || (first.size() >= places && time >= first.peek())) {
                    return;
                }
                free.give(next.one());
            }
            int now = free.places(requirement, places);
            for (; open < now; open++) {
                first.add(time);
                if (first.size() > places) {
                    first.remove();
                }
            }
        }
    }

    /// What is free of a node while it empties.
    private static final class Free {
        private final Node node;
        private final int[] millis;
        private long cpu;
        private long memory;
        private long disk;

        Free(Room room) {
            node = room.node();
            cpu = room.cpuFree();
            memory = room.memoryFree();
            disk = room.diskFree();
            millis = new int[node.devices().size()];
            Arrays.setAll(millis, room::millisFree);
        }

        void give(Placed one) {
            cpu += one.amounts().cpu().value();
            memory += one.amounts().memory().value();
            disk += one.amounts().disk().value();
            for (DeviceShare share : one.devices()) {
                int position = node.position(share.index());
                if (position >= 0) {
                    millis[position] += share.millis();
                }
            }
        }

        int places(Requirement requirement, int most) {
            long places = most;
            places = Math.min(places, fit(cpu, requirement.amounts().cpu().value()));
            places = Math.min(places, fit(memory, requirement.amounts().memory().value()));
            places = Math.min(places, fit(disk, requirement.amounts().disk().value()));
            AcceleratorNeed need = requirement.accelerators();
            if (places > 0 && !need.isNone()) {
                places = Math.min(places, devices(need) / need.count());
            }
            return (int) Math.max(0, places);
        }

        private long devices(AcceleratorNeed need) {
            long fit = 0;
            for (int i = 0; i < millis.length; i++) {
                if (need.accepts(node.devices().get(i))) {
                    fit +=
                            need.isShare()
                                    ? millis[i] / need.millis()
                                    : millis[i] >= Device.WHOLE ? 1 : 0;
                }
            }
            return fit;
        }

        private static long fit(long free, long asked) {
            return asked <= 0 ? Long.MAX_VALUE : Math.max(0, free) / asked;
        }
    }
}
