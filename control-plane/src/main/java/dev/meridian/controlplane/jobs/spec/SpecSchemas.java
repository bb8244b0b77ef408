package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The job spec as JSON schemas, one for each object, made from the same fields as the reader.
public final class SpecSchemas {

    private static final String REFERENCE = "#/components/schemas/";
    private final Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();

    private SpecSchemas() {}

    /// By name; `JobSpec` is the whole.
    public static Map<String, Map<String, Object>> all() {
        var all = new SpecSchemas();
        all.reference(RecordKind.of(JobSpec.class));
        return all.schemas;
    }

    private Map<String, Object> reference(RecordKind kind) {
        String name = kind.type().getSimpleName();
        if (!schemas.containsKey(name)) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schemas.put(name, schema);
            schema.put("type", "object");
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (FieldKind field : kind.fields().values()) {
                properties.put(field.name(), property(field));
                if (field.required()) {
                    required.add(field.name());
                }
            }
            schema.put("properties", properties);
            if (!required.isEmpty()) {
                schema.put("required", required);
            }
            schema.put("additionalProperties", false);
        }
        return Map.of("$ref", REFERENCE + name);
    }

    private Map<String, Object> property(FieldKind field) {
        Map<String, Object> property = new LinkedHashMap<>(schema(field.kind()));
        property.put(
                "description",
                field.effective() ? field.says() : field.says() + " (not yet effective)");
        Object standard = field.standardText() == null ? null : plain(field.standard());
        if (standard != null) {
            property.put("default", standard);
        }
        return property;
    }

    private Map<String, Object> schema(Kind kind) {
        return switch (kind) {
            case Kind.Scalar(ScalarKind<?> scalar) -> scalar.schema();
            case Kind.ListOf(Kind element) -> Map.of("type", "array", "items", schema(element));
            case Kind.MapOf(Kind element) ->
                    Map.of("type", "object", "additionalProperties", schema(element));
            case RecordKind record -> reference(record);
        };
    }

    private static @Nullable Object plain(@Nullable SpecTree tree) {
        return switch (tree) {
            case SpecTree.Text(String text) -> text;
            case SpecTree.Truth(boolean truth) -> truth;
            case SpecTree.Numeric(BigDecimal number) -> number;
            case SpecTree.Nothing _, SpecTree.Items _, SpecTree.Fields _ -> null;
            case null -> null;
        };
    }
}
