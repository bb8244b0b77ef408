package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.store.WatchStore;
import dev.meridian.controlplane.forecast.store.WatchStore.State;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has been learned of all subjects of a type, between two rounds.
///
/// It is kept in memory, and each subject is written every four hours, when its turn comes. So
/// after a restart, or when another replica has looked in between, subjects are up to four hours
/// behind how far they were looked at, and are shown those values once more: to learn, not to
/// judge.
final class Watchers {
    private static final int TURNS = 16;

    /// So far may a subject be behind.
    private static final long BEHIND = TURNS * Course.SLOT.toSeconds();

    /// The subject under which it is written how far all were looked at.
    private static final String ALL = "";

    private final WatchStore store;
    private final String type;
    private final Map<String, State> states = new HashMap<>();
    private final Set<String> fresh = new HashSet<>();
    private @Nullable Instant held;
    private boolean behind;

    Watchers(WatchStore store, String type) {
        this.store = store;
        this.type = type;
    }

    /// How far all were looked at, by whichever replica.
    Optional<Instant> lookedUntil() {
        Optional<Instant> until = store.newest(type);
        if (held == null || !until.equals(Optional.of(held))) {
            states.clear();
            states.putAll(store.of(type));
            states.remove(ALL);
            fresh.clear();
            behind = true;
        }
        return until;
    }

    /// From when on subjects are to be shown their values.
    ///
    /// @param until how far all were looked at
    Instant oldest(Instant until) {
        Instant first = until.minusSeconds(BEHIND);
        return states.values().stream()
                .map(State::seenUntil)
                .filter(seen -> behind && seen.isAfter(first) && seen.isBefore(until))
                .min(Instant::compareTo)
                .orElse(until);
    }

    @Nullable State of(String subject) {
        return states.get(subject);
    }

    void keep(String subject, State state) {
        if (states.put(subject, state) == null) {
            fresh.add(subject);
        }
    }

    /// Writes those that are new, and those whose turn has come since the last round.
    ///
    /// @param from how far all were looked at before; null: all are written
    void save(@Nullable Instant from, Instant until) {
        Map<String, State> due = new HashMap<>();
        states.forEach((subject, state) -> {
            if (from == null || fresh.contains(subject) || isTurn(subject, from, until)) {
                due.put(subject, state);
            }
        });
        due.put(ALL, new State(until, new byte[0]));
        store.save(type, due);
        held = until;
        behind = false;
        fresh.clear();
    }

    private static boolean isTurn(String subject, Instant from, Instant until) {
        long last = until.getEpochSecond() / Course.SLOT.toSeconds();
        long gone = last - from.getEpochSecond() / Course.SLOT.toSeconds();
        long since = Math.floorMod(last - subject.hashCode(), (long) TURNS);
        return since < gone;
    }
}
