package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.Requirement;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lends the room that is held for claims to work that, nine times out of ten, ends before each
/// claim starts whose room it takes. What outlasts one claim may still have the room of a later
/// one: nobody waits for a start that does not need the same room.
final class Backfill {
    private static final int NONE = 0;

    private final Shadow shadow;
    private final TurnPlacer placer;
    private final Foresight foresight;
    private final Instant now;
    private final List<Claim> byStart;

    /// the fewest claims beside which one of the kind found no room
    private final Map<Requirement, Integer> full = new HashMap<>();

    private int held = -1;

    Backfill(Shadow shadow, TurnPlacer placer, Foresight foresight, Instant now) {
        this.shadow = shadow;
        this.placer = placer;
        this.foresight = foresight;
        this.now = now;
        byStart =
                shadow.claims().stream()
                        .sorted(Comparator.comparingDouble(Claim::seconds))
                        .toList();
    }

    /// @param left who have found no room beside the claims, in the order of their turns
    void serve(List<Turn> left, FastPath path, Draft draft) {
        for (Turn turn : left) {
            if (!fits(turn, NONE)) {
                continue;
            }
            if (fits(turn, outlasted(turn))) {
                boolean _ = path.serve(turn, draft);
                ClaimReasons.fix(draft, turn);
            } else {
                ClaimReasons.bar(draft, turn, ClaimReasons.kept(shadow.claims(), now));
            }
        }
        shadow.holdAgain();
    }

    /// How many claims start before the turn's work has ended.
    private int outlasted(Turn turn) {
        double longest = foresight.longest(turn.first().id(), now);
        return (int) byStart.stream().takeWhile(claim -> claim.seconds() < longest).count();
    }

    /// Whether there is room where only so many claims keep theirs, the soonest.
    private boolean fits(Turn turn, int kept) {
        Requirement requirement = turn.allocations().getFirst().requirement();
        if (!turn.isBound() && kept >= full.getOrDefault(requirement, Integer.MAX_VALUE)) {
            return false;
        }
        if (held != kept) {
            shadow.holdOnly(byStart.subList(0, kept));
            held = kept;
        }
        long[] slots = placer.place(turn);
        placer.giveBack(turn, slots);
        boolean fits = TurnPlacer.isWhole(slots);
        if (!fits && !turn.isBound()) {
            full.merge(requirement, kept, Math::min);
        }
        return fits;
    }
}
