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
///
/// Where one replica does not answer the next is asked, unless the first may have done already what
/// must not be done twice. Whoever answered is asked again first.
final class Http {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// A replica that hangs is left for another after so long.
    private static final Duration HANGS = Duration.ofSeconds(5);

    /// Longer than any answer takes: a stream, which is silent by nature.
    private static final Duration OF_A_STREAM = Duration.ofSeconds(40);

    private static final int UNAVAILABLE = 503;

    static {
        // it would send a POST a second time by itself, and not everything may be done twice
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final Connection connection;

    /// Whom to ask first, of several.
    private volatile int replica;

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
        boolean again = method.equals("GET") || headers.containsKey("Idempotency-Key");
        int others = connection.urls().size() - 1;
        while (true) {
            boolean sent = false;
            try {
                HttpURLConnection http =
                        prepare(method, path, headers, body, others > 0 && again, patience);
                http.connect();
                sent = true;
                return answer(written(http, body));
            } catch (IOException e) {
                if (others == 0 || (sent && !again)) {
                    throw new Refused(Problem.unreachable(connection, sentence(e)));
                }
            } catch (Refused e) {
                if (others == 0 || !again || e.problem().status() != UNAVAILABLE) {
                    throw e;
                }
            }
            others--;
            replica = (replica + 1) % connection.urls().size();
        }
    }

    private HttpURLConnection prepare(
            String method,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body,
            boolean mayLeave,
            Duration patience)
            throws IOException {
        URI plane = connection.urls().get(replica);
        Duration wait =
                mayLeave && patience.compareTo(OF_A_STREAM) < 0 && patience.compareTo(HANGS) > 0
                        ? HANGS
                        : patience;
        var http = (HttpURLConnection) URI.create(plane + path).toURL().openConnection();
        http.setRequestMethod(method);
        http.setConnectTimeout((int) CONNECT.toMillis());
        http.setReadTimeout((int) wait.toMillis());
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        connection
                .token()
                .ifPresent(token -> http.setRequestProperty("Authorization", "Bearer " + token));
        headers.forEach(http::setRequestProperty);
        http.setDoOutput(body != null);
        return http;
    }

    private static HttpURLConnection written(HttpURLConnection http, byte @Nullable [] body)
            throws IOException {
        if (body != null) {
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
