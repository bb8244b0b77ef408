package dev.meridian.controlplane.jobs.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/// What a field can hold, found by reflection from the type of its component.
sealed interface Kind permits Kind.Scalar, Kind.ListOf, Kind.MapOf, RecordKind {

    /// As the reference names it: `text`, `list of object`.
    String title();

    /// A value written as one word, number or truth value.
    record Scalar(ScalarKind<?> scalar) implements Kind {
        @Override
        public String title() {
            return scalar.title();
        }
    }

    record ListOf(Kind element) implements Kind {
        @Override
        public String title() {
            return "list of " + element.title();
        }
    }

    /// Keys are texts that the user chooses.
    record MapOf(Kind element) implements Kind {
        @Override
        public String title() {
            return "map of " + element.title();
        }
    }

    static Kind of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListOf(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapOf(of(arguments[1]));
            }
        }
        if (type instanceof Class<?> raw) {
            ScalarKind<?> scalar = ScalarKinds.of(raw);
            if (scalar != null) {
                return new Scalar(scalar);
            }
            if (raw.isRecord()) {
                return RecordKind.of(raw.asSubclass(Record.class));
            }
        }
        throw new IllegalArgumentException("no field of a spec can be a " + type);
    }
}
