package dev.meridian.controlplane.placement.order;

import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.queues.Goods;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Whose turn it is in one plan, among those of one priority class and queue.
///
/// By size each is *due* some time after it came: three hours for each accelerator hour of work
/// that it is foretold to be, and never more than the patience. So small work passes large, as by
/// the shortest job first, and nothing is passed by what came later than that: the same due time
/// holds for as long as it waits. Services, which never end, are due when they come, and so is what
/// has had its turn before: it was moved, or lost its node, and nobody who came later shall take
/// the room that it gave up.
///
/// Where what runs yields to smaller work, having had a turn counts for nothing, and work of which
/// nothing is foretold counts what it has taken by now (least attained service, Tiresias, NSDI
/// 2019).
///
/// Whether what runs yields to smaller work is asked by coarse levels and not by due times, so that
/// two of about the same size do not stop each other in turns (multilevel feedback, as Tiresias).
/// There what waits goes by its level first, or room would be kept for large work that smaller work
/// is to have; who has waited for the patience is of the smallest level.
public final class Precedence {
    /// By age alone.
    public static final Precedence AGE =
            new Precedence(OrderSettings.BY_AGE, Map.of(), Map.of(), Instant.EPOCH);

    /// The level of the largest work; 0 is that of the smallest.
    public static final int LARGEST = 2;

    private static final double MILLIS = 1000;
    private static final double DEVICE = 1000;

    /// So many thousandths of a core count as one accelerator, as for what a stop costs.
    private static final double CORES_OF_DEVICE = 16_000;

    private static final double SECONDS_OF_HOUR = 3600;

    /// Seconds after which an accelerator second of work is due; chosen on a fifth of the Philly
    /// week.
    private static final double PER_WORK = 3;

    /// Seconds, longer than anything waits.
    private static final double AGES = 1e9;

    /// Accelerator hours at which a level ends; chosen on the first workload of bench-pollux.
    private static final double SMALL = 4 * SECONDS_OF_HOUR;

    private static final double LARGE = 32 * SECONDS_OF_HOUR;

    private final OrderSettings settings;
    private final Map<GroupId, Double> usual;
    private final Map<GroupId, Past> pasts;
    private final Instant now;

    /// @param usual seconds that a run of a group takes as often as not, where that is foreseen
    /// @param pasts of groups of which something has held a place before
    public Precedence(
            OrderSettings settings,
            Map<GroupId, Double> usual,
            Map<GroupId, Past> pasts,
            Instant now) {
        this.settings = settings;
        this.usual = usual;
        this.pasts = pasts;
        this.now = now;
    }

    /// Whether it is by more than age.
    public boolean isBySize() {
        return settings.order() == WorkOrder.SIZE;
    }

    /// Seconds since 1970; who is due earlier goes first.
    ///
    /// @param together what has its turn at once: one group, or all of a gang
    public double due(List<PendingGroup> together) {
        double came = together.getFirst().submittedAt().toEpochMilli() / MILLIS;
        return !isBySize() || hasHadItsTurn(together)
                ? came
                : came
                        + Math.min(settings.patience().toSeconds(), PER_WORK * work(together))
                        + levelOfWaiting(together) * AGES;
    }

    /// What is bound together begins again together; of others each has a turn of its own.
    private boolean hasHadItsTurn(List<PendingGroup> together) {
        Stream<PendingAllocation> waiting =
                together.stream().flatMap(group -> group.allocations().stream());
        return !settings.yielding()
                && (together.getFirst().isBound()
                        ? waiting.anyMatch(Precedence::hasRun)
                        : waiting.allMatch(Precedence::hasRun));
    }

    private static boolean hasRun(PendingAllocation one) {
        return one.requirement().lastNode() != null;
    }

    /// Of what waits: 0, 1 or 2. Who has waited for the patience in all is as the smallest.
    public int levelOfWaiting(List<PendingGroup> together) {
        PendingGroup first = together.getFirst();
        double waits = since(first.submittedAt()) - spent(first.id());
        return !settings.yielding() || waits > settings.patience().toSeconds()
                ? 0
                : level(work(together));
    }

    /// Of what runs, and falls together: it yields to preemptors of a smaller level. Who has waited
    /// for the patience in all yields to none.
    public int levelOfRunning(Collection<Placed> running) {
        if (!settings.yielding()) {
            return 0;
        }
        double work = 0;
        for (Placed one : running) {
            Instant started = one.tenure().startedAt();
            double held = spent(one.group()) + (started == null ? 0 : since(started));
            Past past = pasts.get(one.group());
            if (past != null && since(past.queued()) - held > settings.patience().toSeconds()) {
                return 0;
            }
            work += Math.max(usual.getOrDefault(one.group(), 0.0), held) * size(Goods.of(one));
        }
        return level(work);
    }

    private static int level(double work) {
        return work < SMALL ? 0 : work < LARGE ? 1 : LARGEST;
    }

    private double since(Instant then) {
        return Math.max(0, Duration.between(then, now).toMillis() / MILLIS);
    }

    /// Accelerator seconds.
    private double work(List<PendingGroup> together) {
        double work = 0;
        for (PendingGroup group : together) {
            Requirement each = group.allocations().getFirst().requirement();
            if (!each.service()) {
                int instances = group.isBound() ? group.allocations().size() : 1;
                // of what is not submitted yet, as in a dry run, nobody is asked by its id
                double told = each.stakes().hours() * SECONDS_OF_HOUR;
                double seconds = Math.max(usual.getOrDefault(group.id(), told), spent(group.id()));
                work += seconds * instances * size(Goods.of(each));
            }
        }
        return work;
    }

    private static double size(Goods goods) {
        return Math.max(goods.accelerators() / DEVICE, goods.cpu() / CORES_OF_DEVICE);
    }

    private double spent(GroupId group) {
        Past past = pasts.get(group);
        return past == null ? 0 : past.spent();
    }
}
