package dev.meridian.controlplane.jobs.model.spec;

import java.util.regex.Pattern;

/// A region's name, or several by `*` (`eu-*`).
public record RegionPattern(String text) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9*-]{1,63}");

    public RegionPattern {
        Checks.of()
                .matches("", text, SHAPE, "use a region's name, or a pattern such as eu-*")
                .orThrow();
    }

    public boolean matches(String region) {
        if (text.indexOf('*') < 0) {
            return text.equals(region);
        }
        String[] parts = text.split("\\*", -1);
        int at = 0;
        for (int i = 0; i < parts.length - 1; i++) {
            int found =
                    i == 0 ? (region.startsWith(parts[0]) ? 0 : -1) : region.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        String end = parts[parts.length - 1];
        return region.length() - end.length() >= at && region.endsWith(end);
    }

    @Override
    public String toString() {
        return text;
    }
}
