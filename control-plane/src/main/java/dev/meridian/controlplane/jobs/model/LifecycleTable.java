package dev.meridian.controlplane.jobs.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rules of a state machine as data: a cell for each record of the states and each record of the
/// events.
final class LifecycleTable {

    /// What one state does on one event.
    sealed interface Cell {
        String label();
    }

    /// @param targets the states that it may lead to
    record Moves(
            String label,
            Set<AllocationState.Kind> targets,
            Step<AllocationState, AllocationEvent> step)
            implements Cell {}

    /// Stays in its state, of which something may change: an order is noted there until the agent
    /// reports.
    record Notes(String label, Step<AllocationState, AllocationEvent> step) implements Cell {}

    record Stays(String label, String why) implements Cell {}

    record Impossible(String label, String why) implements Cell {}

    record Key(Class<? extends AllocationState> state, Class<? extends AllocationEvent> event) {}

    @FunctionalInterface
    interface Step<S extends AllocationState, E extends AllocationEvent> {
        Transition take(S state, E event, RetryPolicy policy);
    }

    private final Map<Key, Cell> cells = new LinkedHashMap<>();

    <E extends AllocationEvent> Rules<E> on(Class<E> event, String label) {
        return new Rules<>(event, label);
    }

    /// @throws IllegalStateException when a pair has no cell
    LifecycleTable whole() {
        for (var state : states()) {
            for (var event : events()) {
                if (!cells.containsKey(new Key(state, event))) {
                    throw new IllegalStateException(
                            "no rule for %s in %s"
                                    .formatted(event.getSimpleName(), state.getSimpleName()));
                }
            }
        }
        return this;
    }

    Transition step(AllocationState state, AllocationEvent event, RetryPolicy policy) {
        return switch (cell(state.getClass(), event.getClass())) {
            case Moves moves -> moves.step().take(state, event, policy);
            case Notes notes -> notes.step().take(state, event, policy);
            case Stays stays -> new Transition.NoChange(stays.why());
            case Impossible impossible -> new Transition.Refused(impossible.why());
        };
    }

    Cell cell(Class<? extends AllocationState> state, Class<? extends AllocationEvent> event) {
        @Nullable Cell cell = cells.get(new Key(state, event));
        if (cell == null) {
            throw new IllegalStateException("no rule for %s in %s".formatted(event, state));
        }
        return cell;
    }

    static List<Class<? extends AllocationState>> states() {
        return records(AllocationState.class);
    }

    static List<Class<? extends AllocationEvent>> events() {
        return records(AllocationEvent.class);
    }

    private static <T> List<Class<? extends T>> records(Class<? extends T> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        Stream<Class<? extends T>> permitted =
                Arrays.stream(type.getPermittedSubclasses())
                        .map(each -> LifecycleTable.<T>subclass(each, type));
        return permitted.flatMap(each -> LifecycleTable.<T>records(each).stream()).toList();
    }

    private static <T> Class<? extends T> subclass(Class<?> each, Class<? extends T> type) {
        return each.asSubclass(type);
    }

    /// The rules for one event.
    final class Rules<E extends AllocationEvent> {
        private final Class<E> event;
        private final String label;

        private Rules(Class<E> event, String label) {
            this.event = event;
            this.label = label;
        }

        <S extends AllocationState> Rules<E> moves(
                Class<S> from,
                Step<? super S, ? super E> step,
                AllocationState.Kind first,
                AllocationState.Kind... more) {
            return put(from, new Moves(label, EnumSet.of(first, more), typed(from, step)));
        }

        <S extends AllocationState> Rules<E> notes(Class<S> from, Step<? super S, ? super E> step) {
            return put(from, new Notes(label, typed(from, step)));
        }

        Rules<E> stays(Class<? extends AllocationState> from, String why) {
            return put(from, new Stays(label, why));
        }

        Rules<E> impossible(Class<? extends AllocationState> from, String why) {
            return put(from, new Impossible(label, why));
        }

        <N extends AllocationEvent> Rules<N> on(Class<N> next, String nextLabel) {
            return LifecycleTable.this.on(next, nextLabel);
        }

        LifecycleTable whole() {
            return LifecycleTable.this.whole();
        }

        private <S extends AllocationState> Step<AllocationState, AllocationEvent> typed(
                Class<S> from, Step<? super S, ? super E> step) {
            return (state, happened, policy) ->
                    step.take(from.cast(state), event.cast(happened), policy);
        }

        private Rules<E> put(Class<? extends AllocationState> from, Cell cell) {
            for (var state : LifecycleTable.<AllocationState>records(from)) {
                if (cells.putIfAbsent(new Key(state, event), cell) != null) {
                    throw new IllegalStateException(
                            "two rules for %s in %s"
                                    .formatted(event.getSimpleName(), state.getSimpleName()));
                }
            }
            return this;
        }
    }
}
