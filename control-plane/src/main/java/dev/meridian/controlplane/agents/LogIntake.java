package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogOffset;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores what tasks write. Each stream has a lane of its own with little room, and a few workers
/// serve the lanes in turn, so that one flooding task delays neither other nodes' logs nor
/// anybody's heartbeats.
@Component
class LogIntake {
    private static final Logger LOG = LoggerFactory.getLogger(LogIntake.class);
    private static final int WORKERS = 4;
    private static final int CHUNKS_AT_ONCE = 32;

    /// About one MiB of full chunks; beyond it the stream is not read until some are stored.
    private static final int ROOM = 16;

    /// So many seconds a database may be away.
    private static final int MOST_FAILURES = 30;

    private final Logs logs;
    private final Timer timer;
    private final Executor workers =
            Executors.newFixedThreadPool(
                    WORKERS, Thread.ofPlatform().daemon().name("logs-", 0).factory());

    private final ScheduledExecutorService again =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("logs-again").factory());

    LogIntake(Logs logs, MeterRegistry meters) {
        this.logs = logs;
        this.timer = meters.timer("meridian.agent.intake", "stage", "log");
    }

    Lane lane(AgentStream stream, Runnable whenRoom) {
        return new Lane(stream, whenRoom);
    }

    /// What waits of one stream.
    final class Lane {
        private final AgentStream stream;
        private final Runnable whenRoom;
        private final ReentrantLock lock = new ReentrantLock();
        private final ArrayDeque<LogChunk> waiting = new ArrayDeque<>();
        private boolean busy;
        private boolean full;

        /// What was taken last could not be stored, and is tried again.
        private boolean failing;

        /// Something was left out meanwhile: a heartbeat must not wait behind output.
        private boolean gap;

        /// In a row; of the worker that serves this lane alone.
        private int failures;

        private Lane(AgentStream stream, Runnable whenRoom) {
            this.stream = stream;
            this.whenRoom = whenRoom;
        }

        /// @return whether there is room for more; when not, `whenRoom` will be called once there
        ///   is
        boolean add(LogChunk chunk) {
            lock.lock();
            try {
                if (failing && waiting.size() >= ROOM) {
                    gap = true;
                    return true;
                }
                waiting.add(chunk);
                full = !failing && waiting.size() >= ROOM;
                if (!busy) {
                    busy = true;
                    workers.execute(this::store);
                }
                return !full;
            } finally {
                lock.unlock();
            }
        }

        private void store() {
            List<LogChunk> batch = take();
            try {
                List<LogOffset> stored = timer.record(() -> logs.append(stream.node(), batch));
                if (stored != null) {
                    stored.forEach(offset ->
                            stream.send(
                                    ControlMessage.newBuilder()
                                            .setLogAck(Wire.ack(offset))
                                            .build()));
                }
            } catch (RuntimeException e) {
                if (++failures <= MOST_FAILURES) {
                    putBack(batch);
                    var _ = again.schedule(() -> workers.execute(this::store), 1, TimeUnit.SECONDS);
                    return;
                }
                LOG.warn("logs of node {} cannot be stored: {}", stream.node(), e.getMessage());
                // the agent begins again at what is stored once it has connected again
                stream.close(Status.UNAVAILABLE.withDescription("logs cannot be stored now"));
            }
            failures = 0;
            if (leftOut()) {
                // it begins again at what is stored
                stream.close(Status.UNAVAILABLE.withDescription("some output was left out"));
            }
            goOn();
        }

        private void putBack(List<LogChunk> batch) {
            boolean blocked;
            lock.lock();
            try {
                batch.reversed().forEach(waiting::addFirst);
                failing = true;
                blocked = full;
                full = false;
            } finally {
                lock.unlock();
            }
            if (blocked) {
                whenRoom.run();
            }
        }

        private boolean leftOut() {
            lock.lock();
            try {
                boolean left = gap;
                gap = false;
                failing = false;
                return left;
            } finally {
                lock.unlock();
            }
        }

        private List<LogChunk> take() {
            lock.lock();
            try {
                List<LogChunk> batch = new ArrayList<>();
                while (!waiting.isEmpty() && batch.size() < CHUNKS_AT_ONCE) {
                    batch.add(waiting.poll());
                }
                return batch;
            } finally {
                lock.unlock();
            }
        }

        private void goOn() {
            boolean room;
            lock.lock();
            try {
                busy = !waiting.isEmpty();
                if (busy) {
                    workers.execute(this::store);
                }
                room = full && waiting.size() < ROOM;
                if (room) {
                    full = false;
                }
            } finally {
                lock.unlock();
            }
            if (room) {
                whenRoom.run();
            }
        }
    }
}
