package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.Default;
import dev.meridian.controlplane.jobs.model.spec.NotYetEffective;
import dev.meridian.controlplane.jobs.model.spec.Says;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object of the spec: a record, whose components are its fields.
record RecordKind(
        Class<? extends Record> type,
        Map<String, FieldKind> fields,
        Constructor<? extends Record> constructor)
        implements Kind {

    private static final ClassValue<RecordKind> KNOWN =
            new ClassValue<>() {
                @Override
                protected RecordKind computeValue(Class<?> type) {
                    return describe(type.asSubclass(Record.class));
                }
            };

    static RecordKind of(Class<? extends Record> type) {
        return KNOWN.get(type);
    }

    @Override
    public String title() {
        return "object";
    }

    /// Nothing of it has to be given.
    boolean optional() {
        return fields.values().stream().noneMatch(FieldKind::required);
    }

    /// @throws RuntimeException what the record's constructor throws
    Record make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private static RecordKind describe(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, FieldKind> fields = new LinkedHashMap<>();
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : components) {
            fields.put(component.getName(), field(component));
            types.add(component.getType());
        }
        try {
            return new RecordKind(
                    type, fields, type.getDeclaredConstructor(types.toArray(Class<?>[]::new)));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldKind field(RecordComponent component) {
        Kind kind = Kind.of(component.getGenericType());
        Default standard = component.getAnnotation(Default.class);
        Says says = component.getAnnotation(Says.class);
        boolean nullable =
                Arrays.stream(component.getAnnotatedType().getAnnotations())
                        .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
        boolean required =
                !nullable
                        && standard == null
                        && switch (kind) {
                            case Kind.Scalar _ -> true;
                            case Kind.ListOf _, Kind.MapOf _ -> false;
                            case RecordKind record -> !record.optional();
                        };
        return new FieldKind(
                component.getName(),
                kind,
                required,
                standard == null ? absent(kind, nullable) : written(standard.value()),
                standard == null ? null : standard.value(),
                says == null ? "" : says.value(),
                !component.isAnnotationPresent(NotYetEffective.class),
                component.getAccessor());
    }

    private static @Nullable SpecTree absent(Kind kind, boolean nullable) {
        if (nullable) {
            return null;
        }
        return switch (kind) {
            case Kind.Scalar _ -> null;
            case Kind.ListOf _ -> new SpecTree.Items(List.of());
            case Kind.MapOf _ -> SpecTree.Fields.NONE;
            case RecordKind _ -> SpecTree.Fields.NONE;
        };
    }

    private static SpecTree written(String text) {
        try {
            return YamlTree.parse(text).tree();
        } catch (UnreadableException e) {
            throw new IllegalStateException("a default cannot be read: " + text, e);
        }
    }
}
