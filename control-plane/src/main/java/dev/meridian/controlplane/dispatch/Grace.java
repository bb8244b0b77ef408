package dev.meridian.controlplane.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// From when on silence may be held against a node: not before it had time to find us again after
/// we, or our database, were away, nor while contact is only returning after many fell silent at
/// once.
@Component
class Grace {
    /// So many times as long as we were away; agents wait longer and longer between their tries.
    private static final int TIMES = 2;

    /// An agent that waits at a full door gives up after 15 s, and is back after some more.
    private static final Duration BACK_AT_THE_DOOR = Duration.ofSeconds(20);

    /// Nobody holds up the others for longer by knocking.
    private static final Duration LONGEST_AT_THE_DOOR = Duration.ofMinutes(3);

    private final SilenceLimits limits;
    private volatile Instant since = Instant.MIN;
    private volatile Instant until = Instant.MIN;
    private Instant lastRound = Instant.MIN;
    private Instant crowdedSince = Instant.MIN;
    private Instant crowdedUntil = Instant.MIN;

    Grace(SilenceLimits limits) {
        this.limits = limits;
    }

    /// A round begins. One that comes long after the last one that succeeded tells that we were
    /// away, with the database or without.
    void begin(Instant now) {
        if (lastRound.equals(Instant.MIN)) {
            grant(now, limits.startGrace());
            return;
        }
        if (since.isAfter(now)) {
            // our clock was set back: what is to come would else be held against nobody until then
            Duration granted = Duration.between(since, until);
            until = Instant.MIN;
            grant(now, granted);
            return;
        }
        Duration away = Duration.between(lastRound, now);
        if (away.compareTo(limits.suspectAfter().dividedBy(2)) > 0) {
            Duration wish = away.multipliedBy(TIMES);
            Duration least = limits.suspectAfter();
            grant(now, shorter(wish.compareTo(least) < 0 ? least : wish, limits.startGrace()));
        }
    }

    /// This replica begins to lead: agents could be heard without a break since then, by it or by
    /// others.
    void heardSince(Instant from) {
        since = from;
        until = from.plus(limits.startGrace());
    }

    /// The round has succeeded.
    void done(Instant now) {
        lastRound = now;
    }

    /// Contact returns after many were silent: the timers of those that are silent still start
    /// again.
    void again(Instant now) {
        grant(now, limits.startGrace());
    }

    /// There is a queue before the door.
    void crowded(Instant now) {
        if (now.isBefore(crowdedSince) || !now.isBefore(crowdedUntil)) {
            crowdedSince = now;
        }
        crowdedUntil = now.plus(BACK_AT_THE_DOOR);
    }

    /// Whether who is silent may stand in that queue. It keeps nodes from being declared lost, and
    /// no lease from ending: whoever was not renewed has stopped.
    boolean mayBeAtTheDoor(Instant now) {
        return !now.isBefore(crowdedSince)
                && now.isBefore(crowdedUntil)
                && now.isBefore(crowdedSince.plus(LONGEST_AT_THE_DOOR));
    }

    private void grant(Instant now, Duration length) {
        since = now;
        Instant end = now.plus(length);
        until = end.isAfter(until) ? end : until;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// What was granted or heard before is held against nobody; the beginning of time where all is
    /// judged.
    Instant judgedSince(Instant now) {
        return now.isBefore(until) ? since : Instant.EPOCH;
    }

    /// The same for a node's first step, from which it comes back by itself.
    Instant suspectedSince(Instant now) {
        Instant start = since;
        return start.equals(Instant.MIN) || !now.isBefore(start.plus(limits.suspectAfter()))
                ? Instant.EPOCH
                : start;
    }

    /// When silence counts again; past where it does.
    Instant until() {
        return until;
    }
}
