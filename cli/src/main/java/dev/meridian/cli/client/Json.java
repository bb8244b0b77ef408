package dev.meridian.cli.client;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Trees of JSON, read and written without an object mapper: setting one up takes longer than all
/// else that a command does.
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = new JsonFactory();

    /// From here on a number is shorter with an exponent.
    private static final double LONG = 1e15;

    private Json() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /// @return a missing node when there is nothing to read
    /// @throws tools.jackson.core.JacksonException when it is no JSON
    public static JsonNode read(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return parser.nextToken() == null ? NODES.missingNode() : value(parser);
        }
    }

    public static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The value at which the parser stands, of whatever format.
    public static JsonNode value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> items(parser);
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.stringNode(parser.getString());
        };
    }

    private static JsonNode fields(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static JsonNode items(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        BigInteger number = parser.getBigIntegerValue();
        return number.bitLength() < Long.SIZE
                ? NODES.numberNode(number.longValue())
                : NODES.numberNode(number);
    }

    /// In one line.
    public static String text(JsonNode node) {
        var text = new StringBuilder();
        write(node, "", "", text);
        return text.toString();
    }

    /// Over several lines, two spaces deeper at each level.
    public static String pretty(JsonNode node) {
        var text = new StringBuilder();
        write(node, String.valueOf('\n'), "  ", text);
        return text.append('\n').toString();
    }

    private static void write(JsonNode node, String line, String step, StringBuilder text) {
        if (node.isObject()) {
            String inner = line + step;
            String between = "{";
            for (var field : node.properties()) {
                quote(field.getKey(), text.append(between).append(inner));
                text.append(step.isEmpty() ? ":" : ": ");
                write(field.getValue(), inner, step, text);
                between = ",";
            }
            text.append(node.isEmpty() ? "{}" : line + "}");
        } else if (node.isArray()) {
            String inner = line + step;
            String between = "[";
            for (JsonNode item : node) {
                text.append(between).append(inner);
                write(item, inner, step, text);
                between = ",";
            }
            text.append(node.isEmpty() ? "[]" : line + "]");
        } else if (node.isString()) {
            quote(node.asString(), text);
        } else {
            text.append(node.isMissingNode() ? "null" : scalar(node));
        }
    }

    /// A number, a truth or null, as JSON and YAML both write it.
    public static String scalar(JsonNode node) {
        if (node.isFloatingPointNumber() && Math.abs(node.asDouble()) < LONG) {
            return node.decimalValue().toPlainString();
        }
        return node.isNumber() ? node.numberValue().toString() : node.asString("null");
    }

    /// In double quotes.
    public static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            switch (sign) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (sign < ' ' || sign == 0x7f || (sign >= 0x80 && sign < 0xa0)) {
                        text.append("\\u00")
                                .append(Character.forDigit(sign >> 4, 16))
                                .append(Character.forDigit(sign & 15, 16));
                    } else {
                        text.append(sign);
                    }
                }
            }
        }
        text.append('"');
    }
}
