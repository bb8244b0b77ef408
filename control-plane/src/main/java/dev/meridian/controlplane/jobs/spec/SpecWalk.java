package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.InvalidSpecException;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a tree into a record and notes everything that stands in the way, each with its pointer.
///
/// It never stops at the first mistake: what cannot be read is replaced by what is harmless, so
/// that the checks of the record that do not rest on it are still heard.
final class SpecWalk {

    private static final int MOST_REFUSALS = 200;
    private final List<Refusal> unparsable = new ArrayList<>();
    private final List<Refusal> impossible = new ArrayList<>();

    List<Refusal> unparsable() {
        return unparsable;
    }

    List<Refusal> impossible() {
        return impossible;
    }

    /// Null when something is wrong, which is then noted.
    @Nullable Object read(Kind kind, SpecTree tree, String pointer) {
        return switch (kind) {
            case Kind.Scalar(ScalarKind<?> scalar) -> scalar(scalar, tree, pointer);
            case Kind.ListOf(Kind element) -> list(element, tree, pointer);
            case Kind.MapOf(Kind element) -> map(element, tree, pointer);
            case RecordKind record -> record(record, tree, pointer);
        };
    }

    private @Nullable Object scalar(ScalarKind<?> scalar, SpecTree tree, String pointer) {
        try {
            return scalar.reading().read(tree);
        } catch (Misread e) {
            note(
                    e.impossible() ? impossible : unparsable,
                    new Refusal(pointer, e.detail(), e.hint()));
        } catch (InvalidSpecException e) {
            refuse(e, Set.of(), pointer);
        }
        return null;
    }

    private @Nullable Object list(Kind element, SpecTree tree, String pointer) {
        if (!(tree instanceof SpecTree.Items(List<SpecTree> items))) {
            return wrongType(tree, "a list", element, pointer);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Object value = read(element, items.get(i), pointer + "/" + i);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == items.size() ? values : null;
    }

    private @Nullable Object map(Kind element, SpecTree tree, String pointer) {
        if (!(tree instanceof SpecTree.Fields(Map<String, SpecTree> entries))) {
            return wrongType(tree, "an object", element, pointer);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            Object value = read(element, entry, TreeBuilder.step(pointer, name));
            if (value != null) {
                values.put(name, value);
            }
        });
        return values.size() == entries.size() ? values : null;
    }

    @Nullable Record record(RecordKind kind, SpecTree tree, String pointer) {
        if (!(tree instanceof SpecTree.Fields(Map<String, SpecTree> entries))) {
            wrongType(tree, "an object", null, pointer);
            return null;
        }
        int before = unparsable.size();
        entries.keySet().stream()
                .filter(name -> !kind.fields().containsKey(name))
                .forEach(name -> unknown(kind, name, pointer));
        boolean whole = unparsable.size() == before;
        @Nullable Object[] values = new @Nullable Object[kind.fields().size()];
        Set<String> broken = new HashSet<>();
        int i = 0;
        for (FieldKind field : kind.fields().values()) {
            SpecTree given = entries.get(field.name());
            boolean absent = given == null || given instanceof SpecTree.Nothing;
            SpecTree taken = absent ? field.standard() : given;
            if (taken != null) {
                values[i] = read(field.kind(), taken, TreeBuilder.step(pointer, field.name()));
            } else if (field.required()) {
                String at = TreeBuilder.step(pointer, field.name());
                note(
                        impossible,
                        new Refusal(at, field.name() + " is missing", "give " + field.says()));
            }
            if (values[i] == null && (taken != null || field.required())) {
                broken.add(field.name());
                values[i] = harmless(field);
            }
            i++;
        }
        Record record = make(kind, values, broken, pointer);
        return whole && broken.isEmpty() ? record : null;
    }

    private @Nullable Record make(
            RecordKind kind, @Nullable Object[] values, Set<String> broken, String pointer) {
        try {
            return kind.make(values);
        } catch (InvalidSpecException e) {
            refuse(e, broken, pointer);
        } catch (RuntimeException e) {
            if (broken.isEmpty()) {
                throw e;
            }
        }
        return null;
    }

    private void refuse(InvalidSpecException e, Set<String> broken, String pointer) {
        for (InvalidSpecException.Violation violation : e.violations()) {
            if (violation.involved().stream().noneMatch(broken::contains)) {
                Refusal refusal = violation.refusal();
                note(
                        impossible,
                        new Refusal(pointer + refusal.pointer(), refusal.detail(), refusal.hint()));
            }
        }
    }

    private void unknown(RecordKind kind, String name, String pointer) {
        String near = NearestName.of(name, kind.fields().keySet());
        note(
                unparsable,
                new Refusal(
                        TreeBuilder.step(pointer, name),
                        "there is no field \""
                                + shown(name)
                                + "\" here; the nearest known one is \""
                                + near
                                + "\"",
                        SpecPaths.below(kind, name)
                                .map(path -> "did you mean \"" + path + "\"?")
                                .orElse(
                                        "did you mean \""
                                                + near
                                                + "\"? Known here: "
                                                + String.join(", ", kind.fields().keySet()))));
    }

    private @Nullable Object wrongType(
            SpecTree tree, String wanted, @Nullable Kind element, String pointer) {
        boolean single =
                element instanceof Kind.Scalar
                        && tree instanceof SpecTree.Text
                        && wanted.equals("a list");
        String hint =
                single
                        ? "put it in brackets: [" + ((SpecTree.Text) tree).kind().substring(9) + "]"
                        : "write " + wanted;
        note(
                unparsable,
                new Refusal(pointer, "got " + tree.kind() + " instead of " + wanted, hint));
        return null;
    }

    private static @Nullable Object harmless(FieldKind field) {
        if (field.standard() != null) {
            return new SpecWalk().read(field.kind(), field.standard(), "");
        }
        Class<?> type = field.accessor().getReturnType();
        if (type == int.class) {
            return 1;
        }
        return type == double.class ? (Object) 1.0 : null;
    }

    private static void note(List<Refusal> refusals, Refusal refusal) {
        if (refusals.size() < MOST_REFUSALS) {
            refusals.add(refusal);
        }
    }

    private static String shown(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }
}
