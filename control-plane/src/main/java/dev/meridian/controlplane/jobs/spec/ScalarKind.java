package dev.meridian.controlplane.jobs.spec;

import java.util.Map;
import java.util.function.Function;

/// How one type of value is read, written and described.
///
/// @param title for the reference
/// @param schema JSON schema of what may be written
record ScalarKind<T>(
        String title,
        Reading<T> reading,
        Function<T, SpecTree> writing,
        Map<String, Object> schema) {

    @FunctionalInterface
    interface Reading<T> {
        T read(SpecTree tree) throws Misread;
    }

    /// @param value of this kind
    @SuppressWarnings("unchecked")
    SpecTree write(Object value) {
        return writing.apply((T) value);
    }
}
