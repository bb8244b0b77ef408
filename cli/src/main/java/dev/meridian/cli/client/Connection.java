package dev.meridian.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the control plane is, and with which token we come.
public record Connection(URI url, Optional<String> token) {

    public static final String DEFAULT_URL = "http://localhost:8080";

    /// What was given on the command line wins over the environment, and that over the files of the
    /// default home.
    public static Connection find(
            @Nullable String url, @Nullable String token, Map<String, String> environment) {
        String where = url == null ? environment.getOrDefault("MERIDIAN_URL", DEFAULT_URL) : url;
        String with = token == null ? environment.get("MERIDIAN_TOKEN") : token;
        return new Connection(
                URI.create(where.replaceAll("/+$", "")),
                with == null ? adminToken(home(environment)) : Optional.of(with));
    }

    /// The folder in which a control plane of this host keeps what it made at its first start.
    public static Path home(Map<String, String> environment) {
        String home = environment.get("MERIDIAN_HOME");
        return home == null
                ? Path.of(
                        environment.getOrDefault("HOME", System.getProperty("user.home")),
                        ".meridian")
                : Path.of(home);
    }

    public static Optional<String> adminToken(Path home) {
        Path file = home.resolve("admin-token");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
