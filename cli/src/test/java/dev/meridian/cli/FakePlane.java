package dev.meridian.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers from a script; the end-to-end tests have the real one.
public final class FakePlane implements AutoCloseable {

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public FakePlane() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// @param request as `GET /jobs?limit=1`, under `/api/v1`
    public FakePlane on(String request, int status, String json) {
        answers.put(request, new Answer(status, "application/json", json));
        return this;
    }

    public FakePlane streams(String path, String events) {
        answers.put("GET " + path, new Answer(200, "text/event-stream", events));
        return this;
    }

    /// The requests that came, with their bodies.
    public List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        asked.add((request + " " + body + (last == null ? "" : "after " + last)).strip());
        Answer found =
                answers.getOrDefault(
                        request,
                        answers.getOrDefault(
                                request.replaceFirst("\\?.*", ""),
                                new Answer(
                                        404, "application/problem+json", "{\"title\":\"none\"}")));
        byte[] bytes = found.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", found.type());
        exchange.sendResponseHeaders(found.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
