package dev.meridian.controlplane.placement.index;

/// What becomes of those whose turn found no room: room may be kept or made for them.
public interface Claims {
    Claims NONE =
            new Claims() {
                @Override
                public void claim(Turn turn, Draft draft) {}

                @Override
                public void settle(FastPath path, Draft draft) {}
            };

    /// Asked when a turn that its queue allows has found no room, before the next one has its turn.
    void claim(Turn turn, Draft draft);

    /// Asked when all had their turns.
    void settle(FastPath path, Draft draft);
}
