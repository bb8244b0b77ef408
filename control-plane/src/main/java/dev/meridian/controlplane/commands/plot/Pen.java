package dev.meridian.controlplane.commands.plot;

import java.util.Locale;

/// Writes paths and texts of SVG, in tenths of a unit.
final class Pen {
    private final StringBuilder path = new StringBuilder();
    private boolean lifted = true;

    Pen lift() {
        lifted = true;
        return this;
    }

    Pen to(double x, double y) {
        path.append(lifted ? 'M' : 'L').append(tenths(x)).append(' ').append(tenths(y));
        lifted = false;
        return this;
    }

    void close() {
        if (!lifted) {
            path.append('Z');
            lifted = true;
        }
    }

    /// A disc.
    void dot(double x, double y) {
        path.append('M')
                .append(tenths(x - 3))
                .append(' ')
                .append(tenths(y))
                .append("a3 3 0 1 0 6 0a3 3 0 1 0-6 0");
        lifted = true;
    }

    String path() {
        return path.toString();
    }

    static String element(String classes, String path) {
        return element(classes, path, "");
    }

    static String element(String classes, String path, String more) {
        return "<path class=\"%s\" d=\"%s\"%s/>\n"
                .formatted(classes, path, more.isEmpty() ? "" : " " + more);
    }

    static String text(double x, double y, String classes, String anchor, String words) {
        return "<text x=\"%s\" y=\"%s\"%s text-anchor=\"%s\">%s</text>\n"
                .formatted(
                        tenths(x),
                        tenths(y),
                        classes.isEmpty() ? "" : " class=\"" + classes + "\"",
                        anchor,
                        escaped(words));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String tenths(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
