package dev.meridian.cli.output;

import dev.meridian.cli.Table;
import dev.meridian.cli.client.Json;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Prints what is asked for, in the form that is asked for.
///
/// @param out standard output
public record Printer(PrintWriter out, Terminal terminal, Clock clock) {

    /// One object as the API has it.
    public void object(JsonNode object, Format format) {
        out.print(format == Format.JSON ? Json.pretty(object) : Yaml.text(object));
        out.flush();
    }

    /// @param name the field that names an object
    public void list(List<JsonNode> objects, List<Column> columns, String name, Format format) {
        switch (format) {
            case TABLE, WIDE -> table(objects, columns, format);
            case NAME -> {
                objects.forEach(object -> out.println(Cells.at(object, name).asString("")));
                out.flush();
            }
            case JSON, YAML -> {
                var items = Json.object();
                objects.forEach(items.putArray("items")::add);
                object(items, format);
            }
        }
    }

    public void table(List<JsonNode> objects, List<Column> columns, Format format) {
        List<Column> shown =
                columns.stream()
                        .filter(column -> format == Format.WIDE || !column.isWide())
                        .toList();
        Instant now = clock.instant();
        Table table = table(shown);
        for (JsonNode object : objects) {
            List<String> cells = new ArrayList<>();
            shown.forEach(column -> cells.add(column.cell().of(object, now)));
            table.row(cells.toArray(String[]::new));
        }
        table.print(out);
    }

    private Table table(List<Column> columns) {
        Set<String> numbers =
                columns.stream()
                        .filter(Column::isNumber)
                        .map(Column::header)
                        .collect(Collectors.toSet());
        return fitted(new Table(columns.stream().map(Column::header).toArray(String[]::new)))
                .right(numbers);
    }

    /// Within the terminal, and in its colours.
    public Table fitted(Table table) {
        return table.within(terminal.isThere() ? terminal.columns() : Integer.MAX_VALUE)
                .painted(terminal.colour() ? Colours::cell : UnaryOperator.identity());
    }

    public Instant now() {
        return clock.instant();
    }
}
