package dev.meridian.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// The kinds of cell. A path names fields from the outside in, with dots between.
public final class Cells {

    static final String NONE = "-";
    private static final long GIB = 1024;
    private static final long TIB = 1024 * GIB;

    private Cells() {}

    public static Cell text(String path) {
        return (object, _) -> text(at(object, path));
    }

    public static String text(JsonNode node) {
        return node.isContainer()
                ? list(node)
                : node.isFloatingPointNumber()
                        ? number(node.asDouble())
                        : node.isMissingNode() || node.isNull() || node.asString("").isEmpty()
                                ? NONE
                                : node.asString();
    }

    /// How long ago, in two units at most.
    public static Cell age(String path) {
        return (object, now) -> age(at(object, path).asString(""), now);
    }

    public static String age(String time, Instant now) {
        try {
            return time.isEmpty() ? NONE : span(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException _) {
            return time;
        }
    }

    /// Ages below a second are one of no time; what lies ahead has a sign.
    public static String span(Duration span) {
        if (span.isNegative()) {
            return "in " + span(span.negated());
        }
        long seconds = span.toSeconds();
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (seconds < 7_200) {
            return seconds / 60 + "m";
        }
        if (seconds < 48 * 3_600) {
            long minutes = seconds / 60 % 60;
            return seconds / 3_600 + "h" + (minutes == 0 ? "" : minutes + "m");
        }
        return seconds / 86_400 + "d";
    }

    /// A duration that is told in milliseconds, in two units at most; one below nothing has a sign.
    public static Cell millis(String path) {
        return (object, _) -> {
            JsonNode found = at(object, path);
            Duration span = Duration.ofMillis(found.asLong(0));
            return !found.isNumber()
                    ? NONE
                    : span.isNegative() ? "-" + span(span.negated()) : span(span);
        };
    }

    /// The time itself, to the second.
    public static Cell time(String path) {
        return (object, _) -> time(at(object, path));
    }

    public static String time(JsonNode node) {
        return text(node).replaceFirst("\\.\\d+Z$", "Z");
    }

    /// From a start to an end, or until now.
    public static Cell lasting(String from, String to) {
        return (object, now) -> {
            String start = at(object, from).asString("");
            String end = at(object, to).asString("");
            return start.isEmpty()
                    ? NONE
                    : span(
                            Duration.between(
                                    Instant.parse(start),
                                    end.isEmpty() ? now : Instant.parse(end)));
        };
    }

    public static Cell memory(String path) {
        return (object, _) -> {
            JsonNode found = at(object, path);
            return found.isNumber() ? mebibytes(found.asDouble()) : NONE;
        };
    }

    public static String mebibytes(double mib) {
        return mib >= TIB
                ? number(mib / TIB) + "Ti"
                : mib >= GIB ? number(mib / GIB) + "Gi" : Math.round(mib) + "Mi";
    }

    /// `2.5 of 8`, as cores or as memory.
    public static Cell share(String part, String whole, boolean memory) {
        return (object, _) -> {
            JsonNode some = at(object, part);
            String all = amount(at(object, whole).asDouble(0), memory);
            return (some.isNumber() ? amount(some.asDouble(), memory) : NONE) + "/" + all;
        };
    }

    private static String amount(double value, boolean memory) {
        return memory ? mebibytes(value) : number(value);
    }

    /// `H100:2/8`: given away and there, for each model.
    public static Cell devices(String part, String whole) {
        return (object, _) -> {
            var each = new StringJoiner(" ").setEmptyValue(NONE);
            for (var model : at(object, whole).properties()) {
                each.add(
                        model.getKey()
                                + ":"
                                + number(at(object, part).path(model.getKey()).asDouble(0))
                                + "/"
                                + number(model.getValue().asDouble(0)));
            }
            return each.toString();
        };
    }

    /// At most two digits behind the point, and none that say nothing.
    public static String number(double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        long rest = hundredths % 100;
        String sign = value < 0 && hundredths > 0 ? "-" : "";
        String whole = sign + hundredths / 100;
        return rest == 0
                ? whole
                : rest % 10 == 0
                        ? whole + "." + rest / 10
                        : whole + (rest < 10 ? ".0" : ".") + rest;
    }

    public static Cell money(String path) {
        return (object, _) -> {
            JsonNode found = at(object, path);
            return found.isNumber() ? "$" + number(found.asDouble()) : NONE;
        };
    }

    private static String list(JsonNode node) {
        var each = new StringJoiner(" ").setEmptyValue(NONE);
        if (node.isObject()) {
            for (var field : node.properties()) {
                each.add(field.getKey() + "=" + text(field.getValue()));
            }
        } else {
            for (JsonNode item : node) {
                each.add(text(item));
            }
        }
        return each.toString();
    }

    public static JsonNode at(JsonNode object, String path) {
        JsonNode found = object;
        for (String name : path.split("\\.")) {
            found = found.path(name);
        }
        return found;
    }
}
