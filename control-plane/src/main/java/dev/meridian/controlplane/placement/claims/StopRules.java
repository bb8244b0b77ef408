package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.order.Precedence;

/// Who may be stopped for whom, as queues stand at that moment.
record StopRules(Precedence precedence) {

    boolean mayStop(Turn turn, VictimUnit unit, QueueTree queues) {
        return isLessImportant(turn, unit, queues) || isReclaimed(turn, unit, queues);
    }

    /// What another queue holds within its quota is safe from any priority.
    private boolean isLessImportant(Turn turn, VictimUnit unit, QueueTree queues) {
        QueueId victims = unit.first().tenure().queue();
        QueueId queue = turn.first().queueId();
        int priority = unit.first().tenure().priority();
        boolean less =
                priority < turn.first().priority()
                        || (priority == turn.first().priority()
                                && unit.level() > precedence.levelOfWaiting(turn.groups()));
        return less && (victims.equals(queue) || queues.isLent(victims, queue));
    }

    static boolean isReclaimed(Turn turn, VictimUnit unit, QueueTree queues) {
        QueueId victims = unit.first().tenure().queue();
        QueueId queue = turn.first().queueId();
        return !victims.equals(queue)
                && queues.isOwed(queue, turn.goods(), victims)
                && queues.isLent(victims, queue);
    }

    /// Whether the turn's queue, or one above it, holds too much to hold the turn, too.
    static boolean lacksQuota(Turn turn, QueueTree queues) {
        return queues.refusal(turn.first().queueId(), turn.goods(), turn.first().preemptible())
                .isPresent();
    }
}
