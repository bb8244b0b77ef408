package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.Notes;
import dev.meridian.controlplane.jobs.imports.Why;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The options of one part of a job, which knows those that were taken.
final class Options {

    private final Map<String, Option> byName = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Notes notes;

    /// Of an option given twice the last counts.
    Options(List<Option> options, Notes notes) {
        options.forEach(option -> byName.put(option.name(), option));
        this.notes = notes;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Optional<Option> take(String name) {
        taken.add(name);
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Integer> whole(String name) {
        return take(name).map(Option::whole);
    }

    void changed(Option option, String detail, String hint) {
        notes.add(Kind.CHANGED, option.line(), "", said(option) + " " + detail, hint);
    }

    void leftOut(Option option, String detail, String hint) {
        notes.add(Kind.LEFT_OUT, option.line(), "", said(option) + " " + detail, hint);
    }

    void tellTheRest() {
        for (Option option : byName.values()) {
            if (!taken.contains(option.name())) {
                Why why = SlurmReasons.of(option.name());
                notes.add(
                        why.kind(),
                        option.line(),
                        "",
                        said(option) + " " + why.detail(),
                        why.hint());
            }
        }
    }

    private static String said(Option option) {
        String value = option.value();
        String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        return "--" + option.name() + (value.isEmpty() ? "" : "=" + shown);
    }
}
