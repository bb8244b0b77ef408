package dev.meridian.controlplane.jobs.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON (RFC 8259, nothing beyond) into a tree.
public final class JsonTree {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(1_000)
                                    .maxNumberLength(200)
                                    .maxNameLength(10_000)
                                    .build())
                    .build();

    private final TreeBuilder builder = new TreeBuilder();

    private JsonTree() {}

    public static ParsedTree parse(byte[] body) throws UnreadableException {
        return new JsonTree().document(Utf8.decode(body));
    }

    private ParsedTree document(String text) throws UnreadableException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new UnreadableException("the body is empty", "send a job spec");
            }
            SpecTree tree = value(parser, "", 0);
            if (parser.nextToken() != null) {
                throw new UnreadableException(
                        "the body goes on after its end", "send one JSON value");
            }
            return builder.finish(tree);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where =
                    at == null
                            ? ""
                            : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new UnreadableException("no JSON: " + e.getOriginalMessage() + where, "");
        }
    }

    private SpecTree value(JsonParser parser, String pointer, int depth) {
        return switch (parser.currentToken()) {
            case START_OBJECT ->
                    depth < TreeBuilder.DEEPEST
                            ? object(parser, pointer, depth)
                            : skipped(parser, pointer);
            case START_ARRAY ->
                    depth < TreeBuilder.DEEPEST
                            ? array(parser, pointer, depth)
                            : skipped(parser, pointer);
            case VALUE_STRING -> new SpecTree.Text(builder.text(pointer, parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new SpecTree.Numeric(parser.getDecimalValue());
            case VALUE_TRUE -> new SpecTree.Truth(true);
            case VALUE_FALSE -> new SpecTree.Truth(false);
            case VALUE_NULL -> new SpecTree.Nothing();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException(
                            "no value begins with " + parser.currentToken());
        };
    }

    private SpecTree skipped(JsonParser parser, String pointer) {
        parser.skipChildren();
        return builder.tooDeep(pointer);
    }

    private SpecTree object(JsonParser parser, String pointer, int depth) {
        Map<String, SpecTree> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            builder.put(
                    entries,
                    pointer,
                    name,
                    value(parser, TreeBuilder.step(pointer, name), depth + 1));
        }
        return new SpecTree.Fields(entries);
    }

    private SpecTree array(JsonParser parser, String pointer, int depth) {
        List<SpecTree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, pointer + "/" + items.size(), depth + 1));
        }
        return new SpecTree.Items(items);
    }
}
