package dev.meridian.cli.verb;

import java.util.List;
import java.util.function.Supplier;

/// A verb in the list of all: made only when it is meant.
///
/// @param says what it does, in a sentence
/// @param children its own verbs, for a group of them
record Entry(String name, String says, Supplier<Verb> verb, List<Entry> children) {

    static Entry of(String name, String says, Supplier<Verb> verb) {
        return new Entry(name, says, verb, List.of());
    }

    static Entry group(String name, String says, Entry... children) {
        return new Entry(name, says, Group::new, List.of(children));
    }

    /// @param alone what it does without one of its own verbs
    static Entry group(String name, String says, Supplier<Verb> alone, Entry... children) {
        return new Entry(name, says, alone, List.of(children));
    }
}
