package dev.meridian.controlplane.commands.plot;

import java.util.ArrayList;
import java.util.List;

/// One picture: two axes, what is drawn between them, a legend, and where the data is from.
public final class Chart {
    private static final int WIDTH = 880;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 66;
    private static final int BOTTOM = 78;
    private static final int LEGEND_ROW = 46;
    private static final double LETTER = 6.4;

    private final String title;
    private final String about;
    private final Axis across;
    private final Axis up;
    private final StringBuilder drawn = new StringBuilder();
    private final List<Entry> legend = new ArrayList<>();

    /// @param mark how it looks: the classes of a line, an area or a dot
    private record Entry(String mark, String words) {}

    /// @param about where the data is from, its licence, and as of when
    public Chart(String title, String about, Axis across, Axis up) {
        this.title = title;
        this.about = about;
        this.across = across;
        this.up = up;
    }

    /// Values that are NaN interrupt the line.
    public Chart line(Ink ink, String words, double[] x, double[] y) {
        return path("line " + ink.word(), words, x, y);
    }

    public Chart dashed(Ink ink, String words, double[] x, double[] y) {
        return path("line dash " + ink.word(), words, x, y);
    }

    private Chart path(String mark, String words, double[] x, double[] y) {
        Pen pen = new Pen();
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                pen.lift();
            } else {
                pen.to(px(x[i]), py(y[i]));
            }
        }
        drawn.append(Pen.element(mark, pen.path()));
        return entry(mark, words);
    }

    /// Between two lines; where either is NaN there is nothing.
    public Chart band(Ink ink, String words, double[] x, double[] low, double[] high) {
        Pen pen = new Pen();
        int from = 0;
        while (from < x.length) {
            int to = from;
            while (to < x.length && !Double.isNaN(low[to] + high[to])) {
                pen.to(px(x[to]), py(high[to]));
                to++;
            }
            for (int i = to - 1; i >= from; i--) {
                pen.to(px(x[i]), py(low[i]));
            }
            pen.close();
            from = to + 1;
        }
        drawn.append(Pen.element("area " + ink.word(), pen.path()));
        return entry("area " + ink.word(), words);
    }

    public Chart dots(Ink ink, String words, double[] x, double[] y) {
        Pen pen = new Pen();
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(y[i])) {
                pen.dot(px(x[i]), py(y[i]));
            }
        }
        drawn.append(Pen.element("dot " + ink.word(), pen.path()));
        return entry("dot " + ink.word(), words);
    }

    /// Upright strokes.
    public Chart strokes(Ink ink, String words, double[] x, double[] low, double[] high) {
        Pen pen = new Pen();
        for (int i = 0; i < x.length; i++) {
            pen.lift();
            pen.to(px(x[i]), py(low[i]));
            pen.to(px(x[i]), py(high[i]));
        }
        String mark = "line thin " + ink.word();
        drawn.append(Pen.element(mark, pen.path(), "stroke-opacity=\".45\""));
        return entry(mark, words);
    }

    /// Stretches of the axis below, as high as the picture.
    public Chart spans(Ink ink, String words, double[] from, double[] to) {
        Pen pen = new Pen();
        for (int i = 0; i < from.length; i++) {
            pen.to(px(from[i]), py(up.low()));
            pen.to(px(from[i]), py(up.high()));
            pen.to(px(to[i]), py(up.high()));
            pen.to(px(to[i]), py(up.low()));
            pen.close();
        }
        drawn.append(Pen.element("area " + ink.word(), pen.path()));
        return entry("area " + ink.word(), words);
    }

    private Chart entry(String mark, String words) {
        if (!words.isEmpty()) {
            legend.add(new Entry(mark, words));
        }
        return this;
    }

    /// The whole file.
    public String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>%3$s</title>
                <desc>%4$s</desc>
                <style>%5$s</style>
                <rect class="card" x=".5" y=".5" width="%6$d" height="%7$d" rx="8"/>
                """
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                Pen.escaped(title),
                                Pen.escaped(about),
                                Ink.styles(),
                                WIDTH - 1,
                                HEIGHT - 1));
        svg.append(Pen.text(16, 25, "head", "start", title));
        grid(svg);
        svg.append(drawn);
        legend(svg);
        svg.append(Pen.text(16, HEIGHT - 14.0, "soft", "start", about));
        return svg.append("</svg>\n").toString();
    }

    private void grid(StringBuilder svg) {
        Pen lines = new Pen();
        for (Axis.Tick tick : across.ticks()) {
            double x = px(tick.at());
            lines.lift().to(x, TOP).to(x, HEIGHT - BOTTOM);
            svg.append(Pen.text(x, HEIGHT - BOTTOM + 17.0, "", "middle", tick.text()));
        }
        for (Axis.Tick tick : up.ticks()) {
            double y = py(tick.at());
            lines.lift().to(LEFT, y).to(WIDTH - RIGHT, y);
            svg.append(Pen.text(LEFT - 7.0, y + 4, "", "end", tick.text()));
        }
        svg.append(Pen.element("grid", lines.path()));
        Pen frame = new Pen();
        frame.to(LEFT, TOP).to(LEFT, HEIGHT - BOTTOM).to(WIDTH - RIGHT, HEIGHT - BOTTOM);
        svg.append(Pen.element("frame", frame.path()));
        svg.append(
                Pen.text(
                        (LEFT + WIDTH - RIGHT) / 2.0,
                        HEIGHT - BOTTOM + 37.0,
                        "soft",
                        "middle",
                        across.label()));
        svg.append(Pen.text(16, LEGEND_ROW + 4.0, "soft", "start", up.label()));
    }

    /// From the right, beside the label of the axis.
    private void legend(StringBuilder svg) {
        double x = WIDTH - RIGHT;
        for (Entry entry : legend.reversed()) {
            x -= entry.words().length() * LETTER;
            svg.append(Pen.text(x, LEGEND_ROW + 4.0, "", "start", entry.words()));
            Pen mark = new Pen();
            if (entry.mark().startsWith("area")) {
                mark.to(x - 24, LEGEND_ROW - 5).to(x - 6, LEGEND_ROW - 5);
                mark.to(x - 6, LEGEND_ROW + 5).to(x - 24, LEGEND_ROW + 5).close();
            } else if (entry.mark().startsWith("dot")) {
                mark.dot(x - 13, LEGEND_ROW);
            } else {
                mark.to(x - 24, LEGEND_ROW).to(x - 6, LEGEND_ROW);
            }
            svg.append(Pen.element(entry.mark(), mark.path()));
            x -= 40;
        }
    }

    private double px(double value) {
        return LEFT + across.part(value) * (WIDTH - RIGHT - LEFT);
    }

    private double py(double value) {
        return HEIGHT - BOTTOM - up.part(value) * (HEIGHT - BOTTOM - TOP);
    }
}
