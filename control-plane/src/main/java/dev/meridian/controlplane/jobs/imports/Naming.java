package dev.meridian.controlplane.jobs.imports;

import java.util.Locale;

/// Bends foreign names into the shapes of ours.
public final class Naming {

    private static final int LONGEST_JOB = 128;
    private static final int LONGEST = 63;

    private Naming() {}

    /// Empty where nothing of the name is left.
    public static String job(String foreign) {
        return cut(foreign.replaceAll("[^A-Za-z0-9._-]+", "-"), LONGEST_JOB);
    }

    /// @param otherwise where nothing of the name is left
    public static String group(String foreign, String otherwise) {
        String name = cut(foreign.replaceAll("[^A-Za-z0-9._-]+", "-"), LONGEST);
        return name.isEmpty() ? otherwise : name;
    }

    /// Queues and regions: also labels of the DNS. Empty where nothing of the name is left.
    public static String dns(String foreign) {
        return cut(foreign.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"), LONGEST)
                .replaceAll("\\.", "-");
    }

    private static String cut(String name, int longest) {
        String cut = name.substring(0, Math.min(name.length(), longest));
        return cut.replaceAll("^[._-]+|[._-]+$", "");
    }
}
