package dev.meridian.controlplane.jobs.spec;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// One field of an object of the spec.
///
/// @param required must be given
/// @param standard its default as a user would write it; null: empty, or absent
/// @param says its meaning, for people
record FieldKind(
        String name,
        Kind kind,
        boolean required,
        @Nullable SpecTree standard,
        @Nullable String standardText,
        String says,
        boolean effective,
        Method accessor) {

    @Nullable Object of(Record record) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }
}
