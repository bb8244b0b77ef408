package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells the published schemas what the records say: a component is given, unless it is
/// `@Nullable`; then it is null, or left out where the record leaves nulls out.
@Component
class NullableFields implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String NULL = "null";

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            Schema<?> model =
                    resolved.get$ref() == null
                            ? resolved
                            : context.getDefinedModels()
                                    .get(resolved.get$ref().substring(REFERENCE.length()));
            if (model != null && model.getProperties() != null) {
                describe(raw, model);
            }
        }
        return resolved;
    }

    private static void describe(Class<?> raw, Schema<?> model) {
        JsonInclude include = raw.getAnnotation(JsonInclude.class);
        boolean leavesOut = include != null && include.value() == JsonInclude.Include.NON_NULL;
        for (RecordComponent component : raw.getRecordComponents()) {
            Schema<?> property = (Schema<?>) model.getProperties().get(component.getName());
            if (property == null) {
                continue;
            }
            var told =
                    component
                            .getAccessor()
                            .getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            if (told != null && !told.ref().isEmpty()) {
                model.getProperties().put(component.getName(), new JsonSchema().$ref(told.ref()));
            }
            boolean nullable =
                    Arrays.stream(component.getAnnotatedType().getAnnotations())
                            .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
            if (!nullable) {
                require(model, component.getName());
            }
            if (nullable && !leavesOut) {
                model.getProperties().put(component.getName(), orNull(property));
            }
        }
    }

    private static void require(Schema<?> model, String name) {
        if (model.getRequired() == null || !model.getRequired().contains(name)) {
            model.addRequiredItem(name);
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new JsonSchema()
                    .anyOf(
                            List.of(
                                    new JsonSchema().$ref(property.get$ref()),
                                    new JsonSchema().types(Set.of(NULL))));
        }
        Set<String> types =
                new LinkedHashSet<>(property.getTypes() == null ? Set.of() : property.getTypes());
        if (types.isEmpty() && property.getType() != null) {
            types.add(property.getType());
        }
        if (!types.isEmpty()) {
            types.add(NULL);
            property.setTypes(types);
        }
        return property;
    }
}
