package dev.meridian.controlplane.jobs.spec;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a tree as JSON.
public final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    public static String of(SpecTree tree) {
        var out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, tree);
        }
        return out.toString();
    }

    private static void write(JsonGenerator generator, SpecTree tree) {
        switch (tree) {
            case SpecTree.Text(String value) -> generator.writeString(value);
            case SpecTree.Numeric(BigDecimal value) -> generator.writeNumber(value);
            case SpecTree.Truth(boolean value) -> generator.writeBoolean(value);
            case SpecTree.Nothing _ -> generator.writeNull();
            case SpecTree.Items(List<SpecTree> items) -> {
                generator.writeStartArray();
                items.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case SpecTree.Fields(Map<String, SpecTree> entries) -> {
                generator.writeStartObject();
                entries.forEach((name, value) -> {
                    generator.writeName(name);
                    write(generator, value);
                });
                generator.writeEndObject();
            }
        }
    }
}
