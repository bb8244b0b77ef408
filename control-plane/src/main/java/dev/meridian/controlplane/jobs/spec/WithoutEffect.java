package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.PartlyEffective;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds what a spec asks for that changes nothing yet: fields marked so that differ from their
/// defaults.
final class WithoutEffect {

    private final List<String> pointers = new ArrayList<>();

    private WithoutEffect() {}

    static List<String> of(Record spec) {
        var found = new WithoutEffect();
        found.record(spec, "");
        return List.copyOf(found.pointers);
    }

    private void record(Record record, String pointer) {
        for (FieldKind field : RecordKind.of(record.getClass()).fields().values()) {
            Object value = field.of(record);
            if (value == null || Objects.equals(value, standard(field))) {
                continue;
            }
            String at = TreeBuilder.step(pointer, field.name());
            if (!field.effective()) {
                pointers.add(at);
            } else if (value instanceof Record nested && field.kind() instanceof RecordKind) {
                record(nested, at);
            } else if (value instanceof List<?> list) {
                items(list, at);
            }
        }
        if (record instanceof PartlyEffective partly) {
            partly.fieldsWithoutEffect()
                    .forEach(field -> pointers.add(TreeBuilder.step(pointer, field)));
        }
    }

    private void items(List<?> list, String pointer) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Record nested) {
                record(nested, pointer + "/" + i);
            }
        }
    }

    private static @Nullable Object standard(FieldKind field) {
        return field.standard() == null || field.effective()
                ? null
                : new SpecWalk().read(field.kind(), field.standard(), "");
    }
}
