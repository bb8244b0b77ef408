package dev.meridian.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One request after the other over the JDK's oldest HTTP client: it is ready in a tenth of the
/// time that `java.net.http` takes to start its threads and its TLS.
final class Http {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    static {
        // it would send a POST a second time by itself, and not everything may be done twice
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final Connection connection;

    Http(Connection connection) {
        this.connection = connection;
    }

    /// An answer below 400.
    record Answer(int status, @Nullable String etag, InputStream body) {}

    /// @param path from the root of the server
    /// @param patience how long there may be silence
    /// @throws Refused when nobody answers, or with a status of 400 and above
    Answer send(
            String method,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration patience) {
        try {
            return answer(open(method, path, headers, body, patience));
        } catch (IOException e) {
            throw new Refused(Problem.unreachable(connection, sentence(e)));
        }
    }

    private HttpURLConnection open(
            String method,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration patience)
            throws IOException {
        var http = (HttpURLConnection) URI.create(connection.url() + path).toURL().openConnection();
        http.setRequestMethod(method);
        http.setConnectTimeout((int) CONNECT.toMillis());
        http.setReadTimeout((int) patience.toMillis());
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        connection
                .token()
                .ifPresent(token -> http.setRequestProperty("Authorization", "Bearer " + token));
        headers.forEach(http::setRequestProperty);
        if (body != null) {
            http.setDoOutput(true);
            try (var out = http.getOutputStream()) {
                out.write(body);
            }
        }
        return http;
    }

    private Answer answer(HttpURLConnection http) throws IOException {
        int status = http.getResponseCode();
        if (status < 300) {
            return new Answer(status, http.getHeaderField("ETag"), http.getInputStream());
        }
        try (InputStream error = status < 400 ? null : http.getErrorStream()) {
            String text =
                    error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
            throw new Refused(problem(status, text));
        }
    }

    private Problem problem(int status, String text) {
        if (status == -1 || status < 400) {
            return Problem.unreachable(
                    connection, "what answers there is no control plane (status " + status + ")");
        }
        try {
            return Problem.of(status, Json.read(text), connection);
        } catch (JacksonException _) {
            return Problem.of(status, Json.object().put("detail", text.strip()), connection);
        }
    }

    private static String sentence(IOException e) {
        return switch (e) {
            case ConnectException _ -> "nobody listens there";
            case UnknownHostException _ -> "there is no such host";
            case SocketTimeoutException _ -> "it does not answer in time";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
