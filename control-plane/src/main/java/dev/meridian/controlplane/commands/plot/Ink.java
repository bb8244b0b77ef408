package dev.meridian.controlplane.commands.plot;

import java.util.Locale;

/// Colours by what they mean. Told apart in both themes, and by people who see red and green alike.
public enum Ink {
    TRUTH("#24292f", "#e6edf3"),
    OURS("#0b66c3", "#58a6ff"),
    NAIVE("#b35900", "#f0883e"),
    OTHER("#7c3aad", "#c297ff"),
    THIRD("#4d7c0f", "#9ccc65"),
    ALARM("#c4265c", "#ff7b9c");

    private final String light;
    private final String dark;

    Ink(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /// The name of its class in a picture.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For all pictures, both themes.
    static String styles() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (Ink ink : values()) {
            light.append(ink.rules(ink.light));
            dark.append(ink.rules(ink.dark));
        }
        return """
        text{font:12px system-ui,"Segoe UI",Helvetica,Arial,sans-serif;fill:#24292f}
        .head{font-size:15px;font-weight:600}.soft{fill:#57606a;font-size:11px}
        .card{fill:#fff;stroke:#d0d7de}.grid{stroke:#e4e8ec;fill:none}.frame{stroke:#8c959f;fill:none}
        .line{fill:none;stroke-width:1.6;stroke-linejoin:round}.thin{stroke-width:1}
        .dash{stroke-dasharray:5 4}.area{stroke:none;fill-opacity:.22}.dot{stroke:none}
        %s@media(prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9aa5b1}
        .card{fill:#0d1117;stroke:#30363d}.grid{stroke:#21262d}.frame{stroke:#6e7681}
        %s}
        """
                .formatted(light, dark);
    }

    private String rules(String colour) {
        return ".line.%s{stroke:%s}.area.%s,.dot.%s{fill:%s}\n"
                .formatted(word(), colour, word(), word(), colour);
    }
}
