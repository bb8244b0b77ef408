package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.dispatch.SilenceLimits;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Greets a bounded number of agents at a time when many come at once. Those that hold work go
/// first and may always wait; of the others those wait for whom there is room, and the rest are
/// told when to come back.
@Component
class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /// No agent is away for longer than this part of the silence that would lose it.
    private static final int PART_OF_SILENCE = 3;

    private final int places;
    private final SecureRandom random;
    private final DoorMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingRoom room;
    private final Appointments appointments;

    /// Who waits or is being greeted, with the nanosecond of its coming.
    private final Map<AgentStream, Long> present = new ConcurrentHashMap<>();

    private int greeting;

    Reception(
            AgentSettings settings,
            SilenceLimits limits,
            SecureRandom random,
            MeterRegistry meters) {
        this.places = settings.greetings();
        this.random = random;
        this.room = new WaitingRoom(settings.waitingRoom());
        this.meters = new DoorMeters(room, meters);
        Duration bearable = limits.lostAfter().dividedBy(PART_OF_SILENCE);
        Duration wished = settings.longestPutOff();
        this.appointments =
                new Appointments(places, wished.compareTo(bearable) < 0 ? wished : bearable);
    }

    /// What becomes of an agent that has come.
    sealed interface Answer {
        /// It is greeted now, by another thread.
        record Enters() implements Answer {}

        /// It is greeted after others, by another thread.
        record Waits() implements Answer {}

        record ComesBack(Duration after) implements Answer {}
    }

    Answer receive(Guest guest) {
        AgentStream stream = guest.stream();
        Answer answer;
        Guest older;
        lock.lock();
        try {
            older = room.remove(stream.node());
            long now = System.nanoTime();
            if (greeting < places) {
                greeting++;
                present.put(stream, now);
                answer = new Answer.Enters();
            } else if (room.take(guest)) {
                present.put(stream, now);
                answer = new Answer.Waits();
            } else {
                answer = new Answer.ComesBack(appointments.next(now, room.size(), random));
            }
        } finally {
            lock.unlock();
        }
        if (older != null) {
            dismiss(older);
        }
        switch (answer) {
            case Answer.Enters() -> Thread.ofVirtual().name("greeting").start(() -> greet(guest));
            case Answer.Waits() -> {}
            case Answer.ComesBack(_) -> meters.putOff();
        }
        return answer;
    }

    private void dismiss(Guest older) {
        present.remove(older.stream());
        older.stream()
                .close(Status.ABORTED.withDescription("a newer stream of this node has come"));
        older.turnedAway();
    }

    /// This one, and then whoever waits, until nobody does.
    private void greet(Guest first) {
        for (Guest guest = first; guest != null; ) {
            long from = System.nanoTime();
            try {
                guest.enter();
            } catch (RuntimeException | Error e) {
                LOG.error("node {} could not be greeted", guest.stream().node(), e);
            }
            Long since = present.remove(guest.stream());
            long now = System.nanoTime();
            meters.admitted(guest, now - (since == null ? from : since));
            guest = next(now - from);
        }
    }

    private @Nullable Guest next(long tookNanos) {
        lock.lock();
        try {
            appointments.took(tookNanos);
            Guest guest = room.next();
            if (guest == null) {
                greeting--;
            }
            return guest;
        } finally {
            lock.unlock();
        }
    }

    /// It is gone before its turn came.
    void leave(Guest guest) {
        lock.lock();
        try {
            if (room.remove(guest)) {
                present.remove(guest.stream());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether it waits or is being greeted now.
    boolean receives(AgentStream stream) {
        return present.containsKey(stream);
    }
}
