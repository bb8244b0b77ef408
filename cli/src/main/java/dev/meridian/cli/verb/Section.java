package dev.meridian.cli.verb;

import java.util.List;

/// Verbs that belong together, as the help shows them.
record Section(String title, List<Entry> entries) {

    Section(String title, Entry... entries) {
        this(title, List.of(entries));
    }
}
