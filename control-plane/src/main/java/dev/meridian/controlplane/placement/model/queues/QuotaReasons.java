package dev.meridian.controlplane.placement.model.queues;

import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Why a queue of the path to the root does not let an allocation or a gang in.
final class QuotaReasons {
    private static final double MILLIS = 1000;
    private static final double MIB_OF_GIB = 1024;

    private QuotaReasons() {}

    private record Limit(String unit, String name, double used, double needs, double quota) {
        boolean isOver() {
            return used + needs > quota;
        }

        boolean isNever() {
            return needs > quota;
        }
    }

    static Optional<PendingReason> of(QueueNode node, Goods more, boolean preemptible) {
        if (node.rule().suspended()) {
            String queue = node.rule().id().name();
            return Optional.of(
                    new PendingReason(
                            PendingToken.SUSPENDED,
                            "queue %s is suspended: nothing starts from it".formatted(queue),
                            Map.of("queue", queue)));
        }
        boolean lends = node.rule().borrowing();
        if (!node.hasQuota() || (lends && preemptible)) {
            return Optional.empty();
        }
        Goods used = lends ? node.firm() : node.held();
        Goods quota = node.quota();
        for (Limit limit :
                new Limit[] {
                    limit(
                            "GPUs",
                            "accelerators",
                            MILLIS,
                            used.accelerators(),
                            more.accelerators(),
                            quota.accelerators()),
                    limit("cores", "cpu", MILLIS, used.cpu(), more.cpu(), quota.cpu()),
                    limit(
                            "GiB of memory",
                            "memoryGib",
                            MIB_OF_GIB,
                            used.memory(),
                            more.memory(),
                            quota.memory())
                }) {
            if (limit.isOver() && limit.needs() > 0) {
                return Optional.of(reason(node, limit, lends));
            }
        }
        return Optional.empty();
    }

    private static Limit limit(
            String unit, String name, double scale, long used, long needs, long quota) {
        return new Limit(unit, name, used / scale, needs / scale, quota / scale);
    }

    private static PendingReason reason(QueueNode node, Limit limit, boolean lends) {
        String queue = node.rule().id().name();
        String firm = lends ? " for jobs that must not be stopped" : "";
        String rest = lends ? "; only preemptible jobs may borrow" : "";
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("queue", queue);
        numbers.put("resource", limit.name());
        numbers.put("used", limit.used());
        numbers.put("needed", limit.needs());
        numbers.put("quota", limit.quota());
        return limit.isNever()
                ? new PendingReason(
                        PendingToken.EXCEEDS_QUOTA,
                        "needs %s %s at once, queue %s may use %s%s"
                                .formatted(
                                        text(limit.needs()),
                                        limit.unit(),
                                        queue,
                                        text(limit.quota()),
                                        rest),
                        numbers)
                : new PendingReason(
                        PendingToken.WAITING_FOR_QUOTA,
                        "queue %s uses %s of %s %s%s, this needs %s%s"
                                .formatted(
                                        queue,
                                        text(limit.used()),
                                        text(limit.quota()),
                                        limit.unit(),
                                        firm,
                                        text(limit.needs()),
                                        rest),
                        numbers);
    }

    private static String text(double amount) {
        return amount == Math.rint(amount)
                ? String.valueOf((long) amount)
                : String.format(Locale.ROOT, "%.2f", amount);
    }
}
