package dev.meridian.verification.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/// Stands before a control plane, hands everything on, and notes what was asked for.
final class Recorder implements AutoCloseable {

    /// Headers that belong to a connection, not to what is said over it.
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "upgrade", "transfer-encoding");

    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private final HttpClient onwards = HttpClient.newHttpClient();
    private final URI plane;
    private final HttpServer server;

    Recorder(URI plane) {
        this.plane = plane;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handOn);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// What was asked since the last call, as `GET /api/v1/jobs`, without the query.
    List<String> taken() {
        List<String> taken = List.copyOf(asked);
        taken.forEach(asked::remove);
        return taken;
    }

    private void handOn(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
        var request =
                HttpRequest.newBuilder(URI.create(plane + exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        try (exchange) {
            HttpResponse<InputStream> answer =
                    onwards.send(request.build(), BodyHandlers.ofInputStream());
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!OF_THE_CONNECTION.contains(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            boolean empty = answer.statusCode() == 204;
            exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : 0);
            if (!empty) {
                copy(answer.body(), exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[8192];
        int length;
        while ((length = from.read(piece)) >= 0) {
            to.write(piece, 0, length);
            to.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        onwards.shutdownNow();
    }
}
