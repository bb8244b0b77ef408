package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.CarefulCommits.Careful;
import dev.meridian.controlplane.jobs.PendingReasons;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Writes down why allocations wait, or why no place stands by for them: at once what waits for a
/// new reason, or is told other numbers, and at most once a second what only reads differently.
/// With every plan of a busy queue all places in it change, and to write them each time costs the
/// database more than the placements themselves.
@Component
class WaitingReasons {
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Book book;
    private final PlanJson json;
    private Map<AllocationId, PendingExplanation> latest = Map.of();
    private @Nullable Careful latestCareful;
    private Instant toldAll = Instant.EPOCH;
    private boolean behind;

    @Autowired
    WaitingReasons(PendingReasons reasons, PlanJson json) {
        this(reasons::replace, json);
    }

    private WaitingReasons(Book book, PlanJson json) {
        this.book = book;
        this.json = json;
    }

    /// Where it is written.
    private interface Book {
        int replace(Map<AllocationId, PendingReason> reasons, Instant now);
    }

    /// Of places that are to stand by, under the allocations for which.
    static WaitingReasons ofStandbys(PendingReasons reasons, PlanJson json) {
        return new WaitingReasons(reasons::replaceOfStandbys, json);
    }

    /// @param waiting all that a plan left waiting
    synchronized void tell(
            Map<AllocationId, PendingExplanation> waiting, Careful careful, Instant now) {
        Map<AllocationId, PendingExplanation> before = latest;
        latest = Map.copyOf(waiting);
        latestCareful = careful;
        if (isDue(now)) {
            tellAll(careful, now);
            return;
        }
        Map<AllocationId, PendingExplanation> news = new HashMap<>(waiting);
        news.entrySet().removeIf(one -> isKnown(before.get(one.getKey()), one.getValue()));
        write(news, careful, now);
        behind |= news.size() < waiting.size();
    }

    /// Writes at once why these wait, of which the next plan will not tell.
    synchronized void keep(Map<AllocationId, PendingExplanation> waiting, Instant now) {
        write(List.copyOf(waiting.entrySet()), now);
    }

    /// Writes what was put off, once its time has come.
    synchronized void catchUp(Instant now) {
        Careful careful = latestCareful;
        if (behind && careful != null && isDue(now)) {
            tellAll(careful, now);
        }
    }

    private void tellAll(Careful careful, Instant now) {
        write(latest, careful, now);
        toldAll = now;
        behind = false;
    }

    private void write(
            Map<AllocationId, PendingExplanation> waiting, Careful careful, Instant now) {
        careful.note(
                List.copyOf(waiting.entrySet()),
                one -> careful.owner(one.getKey()),
                some -> write(some, now));
    }

    private int write(List<Map.Entry<AllocationId, PendingExplanation>> waiting, Instant now) {
        Map<AllocationId, PendingReason> rows = new HashMap<>();
        waiting.forEach(one -> rows.put(one.getKey(), row(one.getValue())));
        return book.replace(rows, now);
    }

    private PendingReason row(PendingExplanation why) {
        var reason = why.reason();
        return new PendingReason(
                reason.token().text(), reason.sentence(), reason.numbers(), json.why(why));
    }

    private static boolean isKnown(@Nullable PendingExplanation before, PendingExplanation now) {
        return before != null
                && before.reason().token() == now.reason().token()
                && before.numbers().keySet().equals(now.numbers().keySet());
    }

    /// Also where the clock was set back.
    private boolean isDue(Instant now) {
        return now.isBefore(toldAll) || !now.isBefore(toldAll.plus(PAUSE));
    }
}
