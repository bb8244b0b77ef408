package dev.meridian.controlplane.placement.index;

import java.util.List;

/// What becomes of those whose turn found no room: room may be kept or made for them.
public interface Claims {
    Claims NONE =
            new Claims() {
                @Override
                public void begin(List<Turn> turns, Draft draft) {}

                @Override
                public void yield(Turn turn, Draft draft) {}

                @Override
                public void claim(Turn turn, Draft draft) {}

                @Override
                public void settle(FastPath path, Draft draft) {}
            };

    /// Asked before anybody has a turn.
    void begin(List<Turn> turns, Draft draft);

    /// Asked right before a turn: what is kept for it is its own.
    void yield(Turn turn, Draft draft);

    /// Asked when a turn has found no room, or its queue may not hold it as long as others of it
    /// run, before the next one has its turn.
    void claim(Turn turn, Draft draft);

    /// Asked when all had their turns.
    void settle(FastPath path, Draft draft);
}
