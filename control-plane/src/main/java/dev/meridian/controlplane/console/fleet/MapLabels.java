package dev.meridian.controlplane.console.fleet;

import java.util.ArrayList;
import java.util.List;

/// Finds places for the names of regions where they hide neither each other nor a region.
final class MapLabels {
    private static final double PER_LETTER = 8;
    private static final double LINE = 26;
    private static final double PER_SMALL_LETTER = 5.2;
    private static final double SMALL_LINE = 10;
    private static final double GAP = 4;

    /// @param anchor of SVG text: `start`, `middle` or `end`
    record Label(double x, double y, String anchor) {
        static final Label NONE = new Label(0, 0, "start");
    }

    private record Box(double left, double top, double right, double bottom) {
        boolean overlaps(Box other) {
            return left < other.right
                    && other.left < right
                    && top < other.bottom
                    && other.top < bottom;
        }
    }

    private final double width;
    private final double height;
    private final List<Box> taken = new ArrayList<>();

    MapLabels(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /// A region stands here.
    void taken(double x, double y, double radius) {
        taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
    }

    /// Beside the region where there is room; to its right where there is none anywhere.
    Label place(double x, double y, double radius, int letters) {
        double wide = Math.max(letters, 12) * PER_LETTER;
        double away = radius + GAP;
        List<Label> choices =
                List.of(
                        new Label(x + away, y - 2, "start"),
                        new Label(x - away, y - 2, "end"),
                        new Label(x, y - away - LINE / 2, "middle"),
                        new Label(x, y + away + LINE / 2, "middle"));
        for (Label choice : choices) {
            Box box = box(choice, wide);
            boolean inside =
                    box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
            if (inside && taken.stream().noneMatch(box::overlaps)) {
                taken.add(box);
                return choice;
            }
        }
        return choices.getFirst();
    }

    /// Whether words in the middle of a line have room there; then they take it.
    boolean placeWords(double x, double y, int letters) {
        double wide = letters * PER_SMALL_LETTER;
        Box box = new Box(x - wide / 2, y - SMALL_LINE, x + wide / 2, y + GAP);
        boolean free =
                box.left >= 0
                        && box.right <= width
                        && box.top >= 0
                        && taken.stream().noneMatch(box::overlaps);
        if (free) {
            taken.add(box);
        }
        return free;
    }

    private static Box box(Label label, double wide) {
        double left =
                switch (label.anchor) {
                    case "start" -> label.x;
                    case "end" -> label.x - wide;
                    default -> label.x - wide / 2;
                };
        return new Box(left, label.y - LINE / 2, left + wide, label.y + LINE / 2);
    }
}
