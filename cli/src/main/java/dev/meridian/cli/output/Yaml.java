package dev.meridian.cli.output;

import dev.meridian.cli.client.Json;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Trees as YAML, in blocks; strings bare where nobody could take them for something else.
public final class Yaml {

    private static final Pattern BARE = Pattern.compile("[A-Za-z_/][\\w ./()+@,-]*");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf");

    private Yaml() {}

    public static String text(JsonNode node) {
        var text = new StringBuilder();
        if (node.isContainer() && !node.isEmpty()) {
            block(node, 0, text);
        } else {
            leaf(node, text);
            text.append('\n');
        }
        return text.toString();
    }

    private static void block(JsonNode node, int depth, StringBuilder text) {
        if (node.isObject()) {
            boolean first = true;
            for (var field : node.properties()) {
                indent(first ? 0 : depth, text);
                first = false;
                string(field.getKey(), text);
                text.append(':');
                below(field.getValue(), depth, text);
            }
        } else {
            boolean first = true;
            for (JsonNode item : node) {
                indent(first ? 0 : depth, text);
                first = false;
                text.append("- ");
                if (item.isContainer() && !item.isEmpty()) {
                    block(item, depth + 2, text);
                } else {
                    leaf(item, text);
                    text.append('\n');
                }
            }
        }
    }

    private static void below(JsonNode value, int depth, StringBuilder text) {
        if (value.isContainer() && !value.isEmpty()) {
            int deeper = value.isObject() ? depth + 2 : depth;
            indent(deeper, text.append('\n'));
            block(value, deeper, text);
        } else {
            leaf(value, text.append(' '));
            text.append('\n');
        }
    }

    private static void leaf(JsonNode value, StringBuilder text) {
        if (value.isString()) {
            string(value.asString(), text);
        } else {
            text.append(value.isObject() ? "{}" : value.isArray() ? "[]" : Json.scalar(value));
        }
    }

    private static void string(String value, StringBuilder text) {
        boolean bare =
                BARE.matcher(value).matches()
                        && !value.endsWith(" ")
                        && !WORDS.contains(value.toLowerCase(java.util.Locale.ROOT));
        if (bare) {
            text.append(value);
        } else {
            Json.quote(value, text);
        }
    }

    private static void indent(int depth, StringBuilder text) {
        text.repeat(' ', depth);
    }
}
