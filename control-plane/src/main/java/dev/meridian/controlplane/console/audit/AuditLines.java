package dev.meridian.controlplane.console.audit;

import dev.meridian.controlplane.audit.model.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes entries apart: what stood before, what stands after, what they were done to.
@Component
class AuditLines {
    private static final Set<String> WITH_PAGE = Set.of("jobs", "nodes", "users", "projects");
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("before", "after", "status", "by");

    private final JsonMapper json;

    AuditLines(JsonMapper json) {
        this.json = json;
    }

    AuditLine of(AuditEntry entry) {
        JsonNode detail = read(entry.detail());
        JsonNode status = detail.path("status");
        return new AuditLine(
                entry,
                link(entry.object()),
                status.isNumber() ? status.asInt() : null,
                detail.path("by").asString("API"),
                changes(detail.path("before"), detail.path("after")),
                rest(detail));
    }

    private JsonNode read(String detail) {
        try {
            return json.readTree(detail);
        } catch (JacksonException _) {
            return json.createObjectNode();
        }
    }

    private static @Nullable String link(String object) {
        String[] steps = object.split("/", -1);
        if (steps.length < 2 || steps[1].isEmpty()) {
            return null;
        }
        if (steps[0].equals("queues")) {
            return "/projects/" + steps[1];
        }
        return WITH_PAGE.contains(steps[0]) ? "/" + steps[0] + "/" + steps[1] : null;
    }

    private static List<AuditLine.Change> changes(JsonNode before, JsonNode after) {
        var fields = new TreeSet<String>();
        fields.addAll(before.propertyNames());
        fields.addAll(after.propertyNames());
        return fields.stream()
                .map(field -> {
                    JsonNode was = before.path(field);
                    JsonNode is = after.path(field);
                    return new AuditLine.Change(field, text(was), text(is), !was.equals(is));
                })
                .toList();
    }

    private static List<AuditLine.Fact> rest(JsonNode detail) {
        var facts = new ArrayList<AuditLine.Fact>();
        for (String name : detail.propertyNames()) {
            if (!SHOWN_ELSEWHERE.contains(name) || isPlain(name, detail.path(name))) {
                facts.add(new AuditLine.Fact(name, text(detail.path(name))));
            }
        }
        return facts;
    }

    /// A state before or after that is one word and no object.
    private static boolean isPlain(String name, JsonNode value) {
        return (name.equals("before") || name.equals("after")) && !value.isObject();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? ""
                : value.isValueNode() ? value.asString() : value.toString();
    }
}
