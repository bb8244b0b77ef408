package dev.meridian.controlplane.console.nodes;

import java.util.List;

/// A column of the table, by which it can be sorted.
///
/// @param key see [NodeOrder]
/// @param number stands to the right, and is first sorted with the greatest on top
record Column(String key, String title, boolean number) {
    static final List<Column> ALL =
            List.of(
                    new Column("name", "Node", false),
                    new Column("place", "Region › cluster › pool", false),
                    new Column("state", "State", false),
                    new Column("cpu", "CPU allocated", true),
                    new Column("cpu-used", "CPU used", true),
                    new Column("memory", "Memory allocated", true),
                    new Column("accelerators", "Accelerators", true),
                    new Column("copies", "Holds", true),
                    new Column("price", "Per hour", true),
                    new Column("heard", "Last heard", false));

    /// What a first click sorts by.
    public String first() {
        return number ? "-" + key : key;
    }
}
