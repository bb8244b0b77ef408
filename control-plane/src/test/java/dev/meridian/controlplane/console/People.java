package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;

/// Browsers of people with one role each.
public final class People {
    private static final String PASSWORD = "long enough to be one";

    private People() {}

    public static Browser admin(Api api, Home home) {
        return Browser.of(api, "admin", home.read("admin-password").orElseThrow());
    }

    /// @param name of a user that is not there yet
    /// @param grants as the API takes them: `{"role": "viewer", "project": "default"}`
    public static Browser with(Api api, String name, String grants) {
        var made =
                api.post(
                        "/api/v1/users",
                        "{\"name\": \"%s\", \"password\": \"%s\", \"grants\": [%s]}"
                                .formatted(name, PASSWORD, grants));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return Browser.of(api, name, PASSWORD);
    }

    /// One role of the whole installation, or in the default project.
    public static Browser as(Api api, String name, String role) {
        boolean within =
                role.equals("viewer") || role.equals("submitter") || role.equals("project-admin");
        return with(
                api,
                name,
                within
                        ? "{\"role\": \"%s\", \"project\": \"default\"}".formatted(role)
                        : "{\"role\": \"%s\"}".formatted(role));
    }
}
