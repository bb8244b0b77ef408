package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.spec.SpecTree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of an object that is being written; what is absent or empty is not written.
final class Entries {

    private final Map<String, SpecTree> entries = new LinkedHashMap<>();

    Entries text(String name, @Nullable String value) {
        return value == null ? this : tree(name, new SpecTree.Text(value));
    }

    Entries number(String name, @Nullable Integer value) {
        return value == null ? this : number(name, BigDecimal.valueOf(value));
    }

    Entries number(String name, @Nullable BigDecimal value) {
        return value == null ? this : tree(name, new SpecTree.Numeric(value));
    }

    Entries truth(String name, @Nullable Boolean value) {
        return value == null ? this : tree(name, new SpecTree.Truth(value));
    }

    Entries texts(String name, List<String> values) {
        return list(name, values.stream().<SpecTree>map(SpecTree.Text::new).toList());
    }

    Entries texts(String name, Map<String, String> values) {
        Entries texts = new Entries();
        values.forEach(texts::text);
        return object(name, texts);
    }

    Entries list(String name, List<? extends SpecTree> values) {
        return values.isEmpty() ? this : tree(name, new SpecTree.Items(List.copyOf(values)));
    }

    Entries object(String name, Entries value) {
        return value.entries.isEmpty() ? this : tree(name, value.tree());
    }

    private Entries tree(String name, SpecTree value) {
        entries.put(name, value);
        return this;
    }

    SpecTree.Fields tree() {
        return new SpecTree.Fields(entries);
    }
}
