package dev.meridian.controlplane.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bounded queue with one worker that takes all that has gathered while it was busy: no delay
/// when idle, large batches under load.
final class Gathering<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final BlockingQueue<T> queue;
    private final int largest;
    private final Consumer<List<T>> worker;

    /// @param largest how many are handed to the worker at most at once
    Gathering(String name, int capacity, int largest, Consumer<List<T>> worker) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.largest = largest;
        this.worker = worker;
        // a daemon by nature: what it holds unfinished when the process ends is sent again
        Thread.ofVirtual().name(name).start(this::run);
    }

    /// @return false when there is no room
    boolean offer(T thing) {
        return queue.offer(thing);
    }

    int size() {
        return queue.size();
    }

    private void run() {
        try {
            while (true) {
                List<T> batch = new ArrayList<>();
                batch.add(queue.take());
                queue.drainTo(batch, largest - 1);
                try {
                    worker.accept(batch);
                } catch (RuntimeException e) {
                    LOG.error("a batch of {} was dropped", batch.size(), e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
