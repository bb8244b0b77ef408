package dev.meridian.controlplane.support;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI that a plane publishes, to hold its answers against.
public final class Contract {

    private final ObjectNode api;

    private Contract(ObjectNode api) {
        this.api = api;
    }

    public static Contract of(Api api) {
        return new Contract(
                (ObjectNode) JsonMapper.shared().readTree(api.get("/v3/api-docs").text()));
    }

    /// Templates of paths that have this method (in small letters).
    public List<String> paths(String method) {
        List<String> paths = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            if (path.getValue().has(method)) {
                paths.add(path.getKey());
            }
        }
        return paths;
    }

    /// What is wrong with an answer; empty when it is as published.
    public List<String> breaches(String method, String path, Api.Answer answer) {
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        JsonNode operation = api.path("paths").path(path).path(method);
        JsonNode responses = operation.path("responses");
        String status = Integer.toString(answer.status());
        String response = responses.has(status) ? status : "default";
        JsonNode schema = responses.path(response).path("content").path(type).path("schema");
        if (answer.text().isEmpty() && !responses.path(response).has("content")) {
            return List.of();
        }
        if (schema.isMissingNode()) {
            return List.of(method + " " + path + " publishes no " + status + " of type " + type);
        }
        ObjectNode rooted = JsonMapper.shared().createObjectNode();
        rooted.set("components", api.path("components"));
        rooted.set("allOf", JsonMapper.shared().createArrayNode().add(schema));
        return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                .getSchema(rooted.toString(), InputFormat.JSON)
                .validate(answer.text(), InputFormat.JSON)
                .stream()
                .map(error -> method + " " + path + ": " + error)
                .toList();
    }

    public JsonNode json() {
        return api;
    }
}
