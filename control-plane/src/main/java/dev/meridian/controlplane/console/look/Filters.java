package dev.meridian.controlplane.console.look;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// What a list is filtered and sorted by, as its address says; and the addresses of the same list
/// with one of them changed. Empty parameters, as forms send them, count as absent.
public final class Filters {
    private final String path;
    private final Map<String, String> given;

    private Filters(String path, Map<String, String> given) {
        this.path = path;
        this.given = given;
    }

    /// For the fragment `chips`.
    ///
    /// @param without the address without it
    public record Chip(String name, String value, String without) {}

    /// @param names of the parameters that are kept in addresses; a cursor is none of them
    public static Filters of(HttpServletRequest request, String path, String... names) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : names) {
            String value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                given.put(name, value.strip());
            }
        }
        return new Filters(path, given);
    }

    public @Nullable String value(String name) {
        return given.get(name);
    }

    public String value(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    public boolean isEmpty() {
        return given.isEmpty();
    }

    public boolean is(String name, @Nullable Object value) {
        return Objects.equals(given.get(name), value == null ? null : value.toString());
    }

    public String address() {
        return address(given);
    }

    /// @param value null: without it
    public String with(String name, @Nullable Object value) {
        Map<String, String> other = new LinkedHashMap<>(given);
        other.remove(name);
        if (value != null) {
            other.put(name, value.toString());
        }
        return address(other);
    }

    public List<Chip> chips(String... names) {
        return Arrays.stream(names)
                .filter(given::containsKey)
                .map(name ->
                        new Chip(name, Objects.requireNonNull(given.get(name)), with(name, null)))
                .toList();
    }

    private String address(Map<String, String> parameters) {
        var builder = UriComponentsBuilder.fromPath(path);
        parameters.forEach((name, value) ->
                builder.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        return builder.build(true).toUriString();
    }
}
