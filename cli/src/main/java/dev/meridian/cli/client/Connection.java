package dev.meridian.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the control plane is, and with which token we come.
///
/// @param urls of its replicas: the next one is asked where one does not answer
/// @param project the one that is meant where none is named; may be empty
/// @param urlFrom who said so, for messages
/// @param tokenFrom where the token was found or looked for, for messages
public record Connection(
        List<URI> urls, Optional<String> token, String project, String urlFrom, String tokenFrom) {

    public static final String DEFAULT_URL = "http://localhost:8080";

    public Connection {
        urls = List.copyOf(urls);
    }

    public Connection(URI url, Optional<String> token) {
        this(List.of(url), token, "", "as given", "the caller");
    }

    /// The one that is asked first.
    public URI url() {
        return urls.getFirst();
    }

    /// All of them, for people.
    String where() {
        return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    /// What was given on the command line.
    public record Asked(@Nullable String url, @Nullable String token, @Nullable String context) {}

    /// What was given on the command line wins over the environment, that over the context, and
    /// that over the files of the default home.
    ///
    /// @throws Unusable when the file of contexts cannot be used
    public static Connection find(
            @Nullable String url, @Nullable String token, Map<String, String> environment) {
        return find(new Asked(url, token, null), environment);
    }

    public static Connection find(Asked asked, Map<String, String> environment) {
        Optional<Context> context = Contexts.chosen(asked.context(), environment);
        Sourced url =
                Sourced.first(
                                Sourced.of(asked.url(), "from --url"),
                                // a context that was named now is meant more than what lies around
                                asked.context() == null
                                        ? Sourced.of(
                                                environment.get("MERIDIAN_URL"),
                                                "from MERIDIAN_URL")
                                        : null,
                                context.map(each -> new Sourced(each.url(), each.said()))
                                        .orElse(null))
                        .orElse(new Sourced(DEFAULT_URL, "the default"));
        List<URI> where = addresses(url);
        Sourced token = token(asked, context, where, environment);
        return new Connection(
                where,
                Optional.of(token.value()).filter(text -> !text.isEmpty()),
                context.map(Context::project).orElse(""),
                url.from(),
                token.from());
    }

    private static List<URI> addresses(Sourced url) {
        return Stream.of(url.value().split(",")).map(each -> address(each.strip(), url)).toList();
    }

    private static URI address(String text, Sourced url) {
        URI where;
        try {
            where = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException _) {
            where = URI.create("");
        }
        if (where.getHost() == null || !String.valueOf(where.getScheme()).startsWith("http")) {
            throw new Unusable(
                    "'"
                            + text
                            + "' ("
                            + url.from()
                            + ") is no URL of a control plane: write it as "
                            + DEFAULT_URL);
        }
        return where;
    }

    private static Sourced token(
            Asked asked,
            Optional<Context> context,
            List<URI> where,
            Map<String, String> environment) {
        return Sourced.first(
                        Sourced.of(asked.token(), "--token"),
                        asked.context() == null
                                ? Sourced.of(environment.get("MERIDIAN_TOKEN"), "MERIDIAN_TOKEN")
                                : null,
                        context.flatMap(Context::token).orElse(null))
                .orElseGet(() -> fromHome(where, environment));
    }

    /// The administrator's token of this host's own control plane is for this host: it is sent
    /// elsewhere only when its folder was named.
    private static Sourced fromHome(List<URI> where, Map<String, String> environment) {
        Path home = home(environment);
        Path file = home.resolve("admin-token");
        if (environment.get("MERIDIAN_HOME") == null
                && !where.stream().allMatch(Connection::isHere)) {
            return new Sourced(
                    "", "nowhere: " + file + " is for this host alone, and no other was given");
        }
        return adminToken(home)
                .map(token -> new Sourced(token, file.toString()))
                .orElse(new Sourced("", "nowhere: " + file + " cannot be read"));
    }

    private static boolean isHere(URI url) {
        String host = url.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
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
