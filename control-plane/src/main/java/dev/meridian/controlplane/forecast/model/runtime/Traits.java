package dev.meridian.controlplane.forecast.model.runtime;

/// What is known of a run before it starts.
///
/// @param program image and command without what changes from run to run; empty: unknown
/// @param cores asked for by one instance
/// @param memoryMib asked for by one instance
/// @param accelerators asked for by one instance, 0.5 for half of one
public record Traits(
        String user, String program, double cores, double memoryMib, double accelerators) {

    public Traits {
        if (!(cores >= 0 && memoryMib >= 0 && accelerators >= 0)) {
            throw new IllegalArgumentException(
                    "nobody asks for %s cores, %s MiB, %s accelerators"
                            .formatted(cores, memoryMib, accelerators));
        }
    }

    /// Runs of one size ask for about the same: the nearest power of two of each.
    String size() {
        return power(cores) + "." + power(memoryMib) + "." + power(accelerators);
    }

    private static long power(double amount) {
        return amount == 0 ? -99 : Math.round(Math.log(amount) / Math.log(2));
    }
}
