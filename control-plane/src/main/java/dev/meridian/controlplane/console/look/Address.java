package dev.meridian.controlplane.console.look;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds the address of a page with its filters.
public final class Address {
    private final String path;
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    public Address(String path) {
        this.path = path;
    }

    /// Replaces the values of a parameter; none, or an empty one, takes it out.
    public Address with(String name, Collection<String> values) {
        parameters.put(name, values.stream().filter(value -> !value.isEmpty()).toList());
        return this;
    }

    public Address with(String name, String value) {
        return with(name, List.of(value));
    }

    @Override
    public String toString() {
        StringBuilder address = new StringBuilder(path);
        parameters.forEach((name, values) -> {
            for (String value : values) {
                address.append(address.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return address.toString();
    }
}
