package dev.meridian.controlplane.jobs.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns a record back into a tree: every field that is not empty, its default too.
final class RecordTree {

    private RecordTree() {}

    static SpecTree.Fields of(Record record) {
        Map<String, SpecTree> entries = new LinkedHashMap<>();
        for (FieldKind field : RecordKind.of(record.getClass()).fields().values()) {
            Object value = field.of(record);
            boolean empty =
                    value instanceof List<?> list && list.isEmpty()
                            || value instanceof Map<?, ?> map && map.isEmpty();
            if (value != null && !empty) {
                entries.put(field.name(), of(field.kind(), value));
            }
        }
        return new SpecTree.Fields(entries);
    }

    private static SpecTree of(Kind kind, Object value) {
        return switch (kind) {
            case Kind.Scalar(ScalarKind<?> scalar) -> scalar.write(value);
            case Kind.ListOf(Kind element) -> {
                List<SpecTree> items =
                        ((List<?>) value).stream().map(item -> of(element, item)).toList();
                yield new SpecTree.Items(items);
            }
            case Kind.MapOf(Kind element) -> {
                Map<String, SpecTree> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((name, entry) -> entries.put((String) name, of(element, entry)));
                yield new SpecTree.Fields(entries);
            }
            case RecordKind _ -> of((Record) value);
        };
    }
}
