package dev.meridian.controlplane.agents;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the door tells of itself.
final class DoorMeters {
    private final Map<Boolean, Counter> admitted;
    private final Counter putOff;
    private final Map<Boolean, Timer> greeted;

    DoorMeters(WaitingRoom room, MeterRegistry meters) {
        admitted =
                Map.of(
                        true,
                        counter("admitted", true, meters),
                        false,
                        counter("admitted", false, meters));
        putOff = counter("put-off", false, meters);
        greeted = Map.of(true, timer(true, meters), false, timer(false, meters));
        meters.gauge("meridian.agent.waiting", room, WaitingRoom::size);
        meters.gauge("meridian.agent.waiting.with.work", room, WaitingRoom::working);
    }

    /// @param nanos from its Hello to the end of its greeting
    void admitted(Guest guest, long nanos) {
        requireNonNull(admitted.get(guest.working())).increment();
        requireNonNull(greeted.get(guest.working())).record(nanos, TimeUnit.NANOSECONDS);
    }

    /// Only whoever holds no work is.
    void putOff() {
        putOff.increment();
    }

    private static Counter counter(String outcome, boolean working, MeterRegistry meters) {
        return meters.counter(
                "meridian.agent.admissions", "outcome", outcome, "work", word(working));
    }

    private static Timer timer(boolean working, MeterRegistry meters) {
        return meters.timer("meridian.agent.door", "work", word(working));
    }

    private static String word(boolean working) {
        return working ? "yes" : "no";
    }
}
