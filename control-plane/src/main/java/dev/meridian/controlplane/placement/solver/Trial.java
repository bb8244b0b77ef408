package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.solver.SlotMove.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A composite move in the making, tried on the arrays so that each part sees what those before it
/// did, and then taken back: Timefold does it for good.
final class Trial {
    private final ArrayScore.Working working;
    private final List<Change> undo = new ArrayList<>();
    private final Map<Seating, @Nullable Long> now = new LinkedHashMap<>();

    Trial(ArrayScore.Working working) {
        this.working = working;
    }

    @Nullable Long slot(Seating seating) {
        return now.containsKey(seating) ? now.get(seating) : seating.slot();
    }

    /// @param to null: off its node
    void move(Seating seating, @Nullable Long to) {
        undo.add(new Change(seating, slot(seating)));
        now.put(seating, to);
        apply(seating, undo.getLast().slot(), to);
    }

    private void apply(Seating seating, @Nullable Long from, @Nullable Long to) {
        if (from != null) {
            working.unseat(seating, from);
        }
        if (to != null) {
            working.seat(seating, to);
        }
    }

    /// What lost its slot and has none yet.
    List<Seating> homeless() {
        List<Seating> homeless = new ArrayList<>();
        now.forEach((seating, slot) -> {
            if (slot == null && seating.slot() != null) {
                homeless.add(seating);
            }
        });
        return homeless;
    }

    /// Puts the arrays back as they were, and says what was done to them.
    List<Change> takeBack() {
        List<Change> changes = new ArrayList<>();
        now.forEach((seating, slot) -> {
            if (!Objects.equals(slot, seating.slot())) {
                changes.add(new Change(seating, slot));
            }
        });
        for (int i = undo.size() - 1; i >= 0; i--) {
            Seating seating = undo.get(i).seating();
            apply(seating, slot(seating), undo.get(i).slot());
            now.put(seating, undo.get(i).slot());
        }
        return changes;
    }
}
