package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A Gantt chart of attempts: where its lines and bars are, in units of a drawing 1000 wide.
///
/// @param summary says in words what the drawing shows
record Timeline(int height, List<Row> rows, List<Tick> ticks, String summary) {
    private static final int LEFT = 150;
    private static final int WIDTH = 840;
    private static final int ROW = 22;
    private static final int TOP = 6;
    private static final int TICKS = 4;
    private static final int MOST_BARS = 20;
    private static final double NARROWEST = 2;
    private static final double ROOM_FOR_TEXT = 26;

    /// One allocation.
    ///
    /// @param y of its middle
    /// @param waitFrom where it began to wait; the line goes to the end of the last bar, or to now
    record Row(String label, int y, double waitFrom, double waitTo, List<Bar> bars) {}

    /// One attempt.
    ///
    /// @param epoch written into it where there is room, else empty
    record Bar(double x, int y, double width, String state, String epoch, String title) {}

    /// @param anchor of its text: start, middle, end
    record Tick(double x, Instant at, String anchor) {}

    static Timeline of(List<AllocationView> allocations, Instant from, Instant to) {
        double span = Math.max(1, Duration.between(from, to).toMillis());
        var scale = new Scale(from, span);
        List<Row> rows = new ArrayList<>();
        int attempts = 0;
        for (AllocationView one : allocations) {
            int y = TOP + rows.size() * ROW;
            List<AttemptView> shown = last(one.attempts());
            attempts += shown.size();
            Instant end = one.endedAt() == null ? to : one.endedAt();
            rows.add(
                    new Row(
                            one.group() + "[" + one.index() + "]",
                            y + ROW / 2,
                            scale.x(one.createdAt()),
                            scale.x(end),
                            shown.stream().map(each -> bar(one, each, y, scale, to)).toList()));
        }
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= TICKS; i++) {
            Instant at = from.plusMillis((long) (span * i / TICKS));
            ticks.add(new Tick(scale.x(at), at, i == 0 ? "start" : i == TICKS ? "end" : "middle"));
        }
        return new Timeline(
                TOP + rows.size() * ROW + ROW,
                rows,
                ticks,
                String.format(
                        Locale.ROOT,
                        "%d allocations with %d attempts over %s; the table below says the same",
                        rows.size(),
                        attempts,
                        Duration.ofSeconds((long) (span / 1000))));
    }

    private static List<AttemptView> last(List<AttemptView> attempts) {
        return attempts.subList(Math.max(0, attempts.size() - MOST_BARS), attempts.size());
    }

    private static Bar bar(
            AllocationView allocation, AttemptView attempt, int y, Scale scale, Instant now) {
        double x = scale.x(attempt.assignedAt());
        double end = scale.x(attempt.endedAt() == null ? now : attempt.endedAt());
        double width = Math.max(NARROWEST, end - x);
        return new Bar(
                x,
                y + 3,
                width,
                attempt.state().toLowerCase(Locale.ROOT),
                width < ROOM_FOR_TEXT ? "" : "e" + attempt.epoch(),
                allocation.group()
                        + "["
                        + allocation.index()
                        + "] epoch "
                        + attempt.epoch()
                        + " on "
                        + attempt.nodeName()
                        + " ("
                        + attempt.region()
                        + "): "
                        + attempt.state()
                        + (attempt.reason() == null ? "" : ", " + attempt.reason()));
    }

    private record Scale(Instant from, double span) {
        double x(Instant at) {
            double part = Duration.between(from, at).toMillis() / span;
            return LEFT + WIDTH * Math.clamp(part, 0, 1);
        }
    }
}
