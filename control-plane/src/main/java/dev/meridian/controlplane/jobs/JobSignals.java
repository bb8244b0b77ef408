package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Wakes loops of this process early, after the transaction that gave them work is durable.
///
/// Only a hint: it knows nothing of other replicas and is lost with the process, so loops look by
/// themselves as well. Listeners must return at once and not throw.
@Component
public class JobSignals {
    private final List<Runnable> onWork = new CopyOnWriteArrayList<>();
    private final List<Consumer<Set<NodeId>>> onDesired = new CopyOnWriteArrayList<>();
    private final List<Runnable> onEvents = new CopyOnWriteArrayList<>();

    /// Something may be placed now that could not be before.
    public void onWork(Runnable listener) {
        onWork.add(listener);
    }

    /// The desired state of these nodes has changed.
    public void onDesired(Consumer<Set<NodeId>> listener) {
        onDesired.add(listener);
    }

    /// There are new lines of history. Removed by [#forgetEvents].
    public void onEvents(Runnable listener) {
        onEvents.add(listener);
    }

    public void forgetEvents(Runnable listener) {
        onEvents.remove(listener);
    }

    void work() {
        onWork.forEach(Runnable::run);
    }

    void desired(Set<NodeId> nodes) {
        if (!nodes.isEmpty()) {
            onDesired.forEach(listener -> listener.accept(nodes));
        }
    }

    void events() {
        onEvents.forEach(Runnable::run);
    }
}
