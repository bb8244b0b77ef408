package dev.meridian.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Rows of text in columns as wide as their widest cell, and where that is too wide for the
/// terminal, the widest columns cut with an ellipsis.
public final class Table {

    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;
    private int room = Integer.MAX_VALUE;
    private UnaryOperator<String> paint = UnaryOperator.identity();

    public Table(String... header) {
        rows.add(header);
        right = new boolean[header.length];
    }

    public Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    /// The columns of numbers.
    public Table right(Set<String> headers) {
        for (int column = 0; column < right.length; column++) {
            right[column] = headers.contains(rows.getFirst()[column]);
        }
        return this;
    }

    /// @param columns of the terminal
    public Table within(int columns) {
        room = columns;
        return this;
    }

    /// @param colour puts colour around a cell; what it adds takes no room
    public Table painted(UnaryOperator<String> colour) {
        paint = colour;
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    public void print(PrintWriter out) {
        int[] widths = widths();
        boolean header = true;
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                String cell = cut(row[column], widths[column]);
                String padding = " ".repeat(widths[column] - length(cell));
                String shown = header ? cell : paint.apply(cell);
                line.append(right[column] ? padding + shown : shown + padding)
                        .repeat(' ', column == row.length - 1 ? 0 : GAP);
            }
            out.println(line.toString().stripTrailing());
            header = false;
        }
        out.flush();
    }

    private int[] widths() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], length(row[column])));
        }
        int over = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - room;
        while (room != Integer.MAX_VALUE && over > 0) {
            int widest = widest(widths);
            if (isId(widest) || widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    /// Ids stay whole: they are there to be copied.
    private boolean isId(int column) {
        return rows.getFirst()[column].equals("ID");
    }

    private int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            boolean wider = widths[column] > widths[widest] || isId(widest);
            widest = wider && !isId(column) ? column : widest;
        }
        return widest;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
    }
}
