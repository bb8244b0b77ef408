package dev.meridian.controlplane.console.jobs;

import java.util.ArrayList;
import java.util.List;

/// A filter that is on.
///
/// @param without the address of the list without it
record Chip(String name, String value, String without) {

    static List<Chip> of(Asked asked) {
        List<Chip> chips = new ArrayList<>();
        for (String facet : List.of("project", "queue", "state", "type", "text", "submitter")) {
            List<String> values = asked.of(facet);
            for (String value : values) {
                List<String> rest = new ArrayList<>(values);
                rest.remove(value);
                chips.add(
                        new Chip(
                                facet.equals("text") ? "name has" : facet,
                                value,
                                asked.with(facet, rest)));
            }
        }
        return chips;
    }
}
