package dev.meridian.cli.verb;

import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.Unusable;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `FIELD=VALUE` on the command line as an object of the API.
final class Fields {

    private Fields() {}

    /// @param pairs the value is JSON, or else text; `quota.cpu=64` goes into `quota`, and nothing
    ///   after the sign takes the field away
    static void set(ObjectNode object, List<String> pairs) {
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new Unusable("'" + pair + "' sets nothing: write FIELD=VALUE.");
            }
            String[] path = pair.substring(0, equals).split("\\.", 2);
            ObjectNode at = object;
            if (path.length == 2) {
                at =
                        object.path(path[0]) instanceof ObjectNode inner
                                ? inner
                                : object.putObject(path[0]);
            }
            String value = pair.substring(equals + 1);
            String name = path[path.length - 1];
            if (value.isEmpty()) {
                at.remove(name);
            } else {
                at.set(name, value(value));
            }
        }
    }

    private static JsonNode value(String text) {
        try {
            JsonNode read = Json.read(text);
            // a word after the value was not read
            return read.isNumber() && !read.asString().equals(text) ? plain(text) : read;
        } catch (JacksonException _) {
            return plain(text);
        }
    }

    private static JsonNode plain(String text) {
        return Json.object().put("text", text).path("text");
    }
}
