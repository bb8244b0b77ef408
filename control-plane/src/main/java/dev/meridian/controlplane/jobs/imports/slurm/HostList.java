package dev.meridian.controlplane.jobs.imports.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of nodes in brackets: `gpu[01-03,7],login`.
final class HostList {

    private static final int MOST = 100;
    private static final Pattern NAME = Pattern.compile("([^,\\[\\]]*)(?:\\[([^\\]]*)\\])?(?:,|$)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private HostList() {}

    static List<String> of(Option option) {
        List<String> names = new ArrayList<>();
        Matcher m = NAME.matcher(option.value());
        int end = 0;
        while (end < option.value().length() && m.find(end) && m.start() == end) {
            if (m.group(2) == null) {
                names.add(m.group(1));
            } else {
                for (String range : m.group(2).split(",", -1)) {
                    expand(m.group(1), range, option, names);
                }
            }
            end = m.end();
        }
        if (end < option.value().length() || names.isEmpty() || names.size() > MOST) {
            throw option.wrong("a list of at most " + MOST + " nodes");
        }
        return names;
    }

    private static void expand(String stem, String range, Option option, List<String> names) {
        Matcher m = RANGE.matcher(range);
        if (!m.matches()) {
            throw option.wrong("a list of nodes such as gpu[01-04]");
        }
        int first = Integer.parseInt(m.group(1));
        int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
        int width = m.group(1).length();
        for (int i = first; i <= last && names.size() <= MOST; i++) {
            names.add(stem + ("%0" + width + "d").formatted(i));
        }
    }
}
