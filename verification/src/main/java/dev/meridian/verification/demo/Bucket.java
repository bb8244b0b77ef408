package dev.meridian.verification.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stands where an object store would: serves the docs to the sample jobs, keeps what they put
/// back.
final class Bucket implements AutoCloseable {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private final Map<String, byte[]> docs;
    private final Map<String, byte[]> results = new ConcurrentHashMap<>();
    private final HttpServer server;

    private Bucket(Map<String, byte[]> docs, HttpServer server) {
        this.docs = docs;
        this.server = server;
    }

    static Bucket open(Path docsFolder) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var bucket = new Bucket(read(docsFolder), server);
            server.createContext("/docs/", bucket::serveDocs);
            server.createContext("/results/", bucket::keepResults);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return bucket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `host:port`, with the address and not the name: a task's `/dev/tcp` may resolve names
    /// otherwise.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Counted here in another way, to hold the job's answer against.
    long words() {
        return docs.values().stream()
                .mapToLong(page ->
                        WORD.matcher(
                                        new String(page, StandardCharsets.UTF_8)
                                                .toLowerCase(Locale.ROOT))
                                .results()
                                .count())
                .sum();
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> texts = files.filter(file -> file.toString().endsWith(".md")).toList();
            for (Path text : texts) {
                pages.put(folder.relativize(text).toString(), Files.readAllBytes(text));
            }
        }
        return pages;
    }

    private void serveDocs(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/docs/".length());
        byte[] page =
                name.isEmpty()
                        ? String.join("\n", docs.keySet())
                                .concat("\n")
                                .getBytes(StandardCharsets.UTF_8)
                        : docs.get(name);
        answer(exchange, page);
    }

    private void keepResults(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            results.put(name, exchange.getRequestBody().readAllBytes());
            answer(exchange, new byte[0]);
        } else {
            answer(exchange, results.get(name));
        }
    }

    private static void answer(HttpExchange exchange, byte @Nullable [] body) throws IOException {
        try (exchange) {
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
