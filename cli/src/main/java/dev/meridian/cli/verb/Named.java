package dev.meridian.cli.verb;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.client.Unusable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Takes names where the API wants ids.
final class Named {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int FEW = 20;

    private Named() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// A job by its name, where there is one alone of it, or one alone that has not ended.
    static String job(String text, MeridianClient client) {
        if (isId(text)) {
            return text;
        }
        List<JsonNode> found =
                client.items("/jobs?limit=" + FEW + "&name=" + MeridianClient.encode(text), FEW)
                        .items();
        List<JsonNode> going =
                found.stream().filter(each -> each.path("endedAt").isMissingNode()).toList();
        if (found.isEmpty()) {
            throw Refused.notFound(
                    "no job is named '" + text + "'; 'meridian get jobs' lists them");
        }
        return only(found.size() > 1 && going.size() == 1 ? going : found, "job", text);
    }

    static String node(String text, MeridianClient client) {
        return of("node", "/nodes?limit=1000", text, client);
    }

    /// @param path of the list
    static String of(String what, String path, String text, MeridianClient client) {
        if (isId(text)) {
            return text;
        }
        List<JsonNode> found =
                client.all(path).stream()
                        .filter(each -> each.path("name").asString("").equals(text))
                        .toList();
        if (found.isEmpty()) {
            throw Refused.notFound(
                    "no "
                            + what
                            + " is named '"
                            + text
                            + "'; 'meridian get "
                            + what
                            + "s' lists them");
        }
        return only(found, what, text);
    }

    private static String only(List<JsonNode> found, String what, String name) {
        if (found.size() > 1) {
            throw new Unusable(
                    found.size()
                            + " "
                            + what
                            + "s are named '"
                            + name
                            + "'; say which by its id:\n"
                            + found.stream().map(Named::line).collect(Collectors.joining("\n")));
        }
        return found.getFirst().path("id").asString();
    }

    private static String line(JsonNode each) {
        return "  "
                + each.path("id").asString()
                + "  "
                + each.path("region").asString(each.path("project").asString(""))
                + "  "
                + each.path("state").asString("");
    }
}
