package dev.meridian.controlplane.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without JavaScript: keeps cookies, sends forms with the proof that the page gave it,
/// and follows no redirect by itself.
public final class Browser {
    private static final Pattern PROOF =
            Pattern.compile(
                    "name=\"_csrf\"[^>]*value=\"([^\"]+)\"|name=\"csrf\" content=\"([^\"]+)\"");

    private final CookieManager cookies;
    private final HttpClient client;
    private final Api api;
    private String proof = "";

    /// @param api tells where the plane is
    public Browser(Api api) {
        this(api, new CookieManager());
    }

    private Browser(Api api, CookieManager cookies) {
        this.api = api;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /// The same one, with the same cookies, led to another plane: these do not tell ports apart.
    public Browser at(Api other) {
        var there = new Browser(other, cookies);
        there.proof = proof;
        return there;
    }

    /// Signed in already.
    public static Browser of(Api api, String user, String password) {
        var browser = new Browser(api);
        browser.get("/sign-in");
        var answer = browser.post("/sign-in", Map.of("user", user, "password", password));
        if (answer.status() != 302 || answer.header("Location").contains("refused")) {
            throw new IllegalStateException(
                    "sign-in was answered " + answer.status() + " " + answer.header("Location"));
        }
        browser.get("/");
        return browser;
    }

    public CookieManager cookies() {
        return cookies;
    }

    /// @param headers names and values in turn
    public Api.Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public Api.Answer post(String path, Map<String, String> form, String... headers) {
        var fields = new TreeMap<>(form);
        fields.putIfAbsent("_csrf", proof);
        return send(
                request(path, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)))
                        .build());
    }

    /// Of an answer that is not read: that of a live page never ends.
    ///
    /// @param headers names and values in turn
    public int status(String path, String... headers) {
        try {
            var response =
                    client.send(
                            request(path, headers).GET().build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The lines of a live page, as they come.
    public BufferedReader follow(String path) {
        try {
            var request = request(path).setHeader("Accept", "text/event-stream").GET().build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return new BufferedReader(
                    new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(api.uri(path)).header("Accept", "text/html");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Api.Answer send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            var found = PROOF.matcher(response.body());
            if (found.find()) {
                proof = found.group(1) == null ? found.group(2) : found.group(1);
            }
            return new Api.Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
