package dev.meridian.verification.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// Reads the console as a browser without JavaScript does, with a session of its own.
public final class Visitor implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final URI console;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    public Visitor(URI console) {
        this.console = console;
    }

    /// @param millis from the request until the last byte
    /// @param wire bytes as they travelled
    /// @param plain bytes when unpacked
    public record Answer(
            int status, String type, double millis, long wire, long plain, String text) {

        boolean isPage() {
            return type.startsWith("text/html");
        }
    }

    public void signIn(String user, String password) {
        Matcher token = CSRF.matcher(get("/sign-in").text());
        if (!token.find()) {
            throw new IllegalStateException("the form to sign in has no token");
        }
        Answer answer =
                post(
                        "/sign-in",
                        Map.of("user", user, "password", password, "_csrf", token.group(1)));
        if (answer.status() >= 400 || get("/").text().contains("name=\"password\"")) {
            throw new IllegalStateException(user + " cannot sign in: status " + answer.status());
        }
    }

    public Answer get(String address) {
        return send(HttpRequest.newBuilder(console.resolve(address)).GET());
    }

    Answer post(String address, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(console.resolve(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        request.header("Accept", "text/html,*/*;q=0.8")
                .header("Accept-Encoding", "gzip")
                .timeout(LIMIT);
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            double millis = (System.nanoTime() - start) / 1e6;
            byte[] plain = unpacked(response);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    millis,
                    response.body().length,
                    plain.length,
                    new String(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return response.body();
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
