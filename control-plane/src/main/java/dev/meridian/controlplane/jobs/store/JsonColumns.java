package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The columns of jobs that hold JSON.
final class JsonColumns {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<DeviceShare>> SHARES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private JsonColumns() {}

    static String write(List<DeviceShare> devices) {
        return JSON.writeValueAsString(devices);
    }

    static List<DeviceShare> read(@Nullable String json) {
        // most work holds none, and a plan reads this for all that runs
        return json == null || json.equals("[]") ? List.of() : JSON.readValue(json, SHARES);
    }

    static String writeObject(Map<String, Object> object) {
        return JSON.writeValueAsString(object);
    }

    static Map<String, Object> object(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, OBJECT);
    }
}
