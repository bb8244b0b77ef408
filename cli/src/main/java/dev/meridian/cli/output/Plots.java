package dev.meridian.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plots as text: how a share went over time, and how large it is now.
///
/// @param unicode whether the terminal shows more than ASCII
public record Plots(boolean unicode) {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String DENSITY = "_.-=+*#@";
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final String GAP = "·";

    /// One character a value, from 0 to 1; null is where nothing was measured.
    public String line(List<@Nullable Double> shares) {
        var line = new StringBuilder();
        String levels = unicode ? BLOCKS : DENSITY;
        for (Double share : shares) {
            if (share == null) {
                line.append(unicode ? GAP : " ");
            } else {
                int level = (int) (Math.clamp(share, 0, 1) * levels.length());
                line.append(levels.charAt(Math.min(level, levels.length() - 1)));
            }
        }
        return line.toString();
    }

    /// A bar and the percentage, always equally wide.
    public String bar(double share, int width) {
        double full = Math.clamp(share, 0, 1) * width;
        var bar = new StringBuilder();
        if (unicode) {
            bar.repeat('█', (int) full);
            int eighths = (int) ((full - (int) full) * PARTS.length());
            if (eighths > 0) {
                bar.append(PARTS.charAt(eighths));
            }
            bar.repeat('░', Math.max(0, width - bar.length()));
        } else {
            bar.append('[').repeat('#', (int) Math.round(full));
            bar.repeat('.', width + 1 - bar.length()).append(']');
        }
        String percent = Math.round(share * 100) + "%";
        return bar + " ".repeat(Math.max(1, 5 - percent.length())) + percent;
    }
}
