package dev.meridian.controlplane.console.look;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// For templates, as `states`: how a state is shown, with a word and an icon beside its colour.
@Component
public class States {

    /// @param colour of Tabler, `green`
    /// @param icon a name in icons.svg
    public record Look(String word, String colour, String icon) {}

    private static final Map<String, Look> KNOWN =
            Map.ofEntries(
                    // nodes
                    look("READY", "green", "check"),
                    look("SUSPECT", "yellow", "question"),
                    look("LOST", "red", "lost"),
                    look("CORDONED", "azure", "hand"),
                    look("DRAINING", "purple", "drain"),
                    look("QUARANTINED", "orange", "alert"),
                    // replicas
                    look("LEADER", "green", "pin"),
                    look("FOLLOWER", "azure", "check"),
                    look("SILENT", "red", "lost"),
                    // jobs, allocations, attempts
                    look("QUEUED", "azure", "clock"),
                    look("PENDING", "azure", "clock"),
                    look("ASSIGNED", "cyan", "pin"),
                    look("STARTING", "cyan", "play"),
                    look("RUNNING", "blue", "play"),
                    look("UNKNOWN", "yellow", "question"),
                    look("SUSPENDED", "purple", "pause"),
                    look("SUCCEEDED", "green", "check"),
                    look("FAILED", "red", "cross"),
                    look("CANCELLED", "secondary", "stop"),
                    look("FENCED", "orange", "fence"),
                    // drills and what they cut off
                    look("RECOVERED", "green", "check"),
                    look("INCOMPLETE", "orange", "alert"),
                    look("ABORTED", "secondary", "stop"),
                    look("LEASED", "yellow", "clock"),
                    look("WAITING", "azure", "clock"),
                    look("BACK", "green", "check"),
                    look("KEPT", "secondary", "hand"),
                    look("PREEMPTED", "orange", "drain"),
                    // proposals, tokens, users
                    look("APPROVED", "green", "check"),
                    look("REJECTED", "red", "cross"),
                    // learned models
                    look("CHAMPION", "green", "check"),
                    look("CHALLENGER", "azure", "hand"),
                    look("SHADOW", "purple", "clock"),
                    look("RETIRED", "secondary", "stop"),
                    look("OPEN", "orange", "alert"),
                    look("ENDED", "secondary", "check"),
                    look("EXPIRED", "secondary", "clock"),
                    look("STALE", "secondary", "refresh"),
                    look("USED", "secondary", "check"),
                    look("VALID", "green", "check"),
                    look("ENABLED", "green", "check"),
                    look("DISABLED", "secondary", "stop"));

    private static Map.Entry<String, Look> look(String state, String colour, String icon) {
        return entry(state, new Look(word(state), colour, icon));
    }

    /// @param state a name of an enum, or the enum
    public Look of(Object state) {
        String name = state.toString();
        Look known = KNOWN.get(name.toUpperCase(Locale.ROOT));
        return known == null ? new Look(word(name), "secondary", "dot") : known;
    }

    private static String word(String state) {
        String lower = state.toLowerCase(Locale.ROOT).replace('_', ' ');
        return lower.isEmpty()
                ? lower
                : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }
}
