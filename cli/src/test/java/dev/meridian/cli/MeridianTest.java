package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command against a server that answers from a script.
class MeridianTest {

    @TempDir private Path folder;
    private HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void submitsAFileAndPrintsTheId() throws IOException {
        answer("/api/v1/jobs", 201, "{\"id\":\"j1\",\"notYetEffective\":[\"budget\"]}");

        assertThat(run("submit", spec("name: a"))).isZero();

        assertThat(out).hasToString("j1\n");
        assertThat(err.toString()).contains("not yet effective: budget");
        assertThat(asked).containsExactly("POST /api/v1/jobs name: a");
    }

    @Test
    void aProblemIsPrintedWithPointerAndHint() throws IOException {
        answer(
                "/api/v1/jobs",
                400,
                """
                {"title":"Unknown field","status":400,"detail":"the spec has a field that we do not know",
                 "errors":[{"pointer":"/taskGroup","detail":"unknown field","hint":"did you mean taskGroups?"}]}
                """);

        assertThat(run("submit", spec("taskGroup: []"))).isEqualTo(Meridian.REFUSED);

        assertThat(err)
                .hasToString(
                        """
                        Unknown field: the spec has a field that we do not know
                          /taskGroup: unknown field (did you mean taskGroups?)
                        """);
    }

    @Test
    void followedToAnEndThatIsNoSuccessTellsSoByItsExitCode() throws IOException {
        answer("/api/v1/jobs", 201, "{\"id\":\"j1\"}");
        answer("/api/v1/jobs/j1", 200, "{\"id\":\"j1\",\"state\":\"FAILED\"}");
        answer(
                "/api/v1/jobs/j1/allocations",
                200,
                "{\"items\":[{\"id\":\"a1\",\"group\":\"main\",\"index\":0,\"state\":\"FAILED\",\"region\":\"eu-west\",\"nodeName\":\"n1\"}]}");

        assertThat(run("submit", "--follow", spec("name: a"))).isEqualTo(Meridian.NOT_SUCCEEDED);

        assertThat(out).hasToString("j1\nmain[0] FAILED on eu-west/n1\njob FAILED\n");
    }

    @Test
    void listsGoOnToTheLastPage() {
        server.createContext(
                "/api/v1/nodes",
                exchange -> {
                    boolean first = exchange.getRequestURI().getQuery() == null;
                    byte[] body =
                            (first
                                            ? "{\"items\":[{\"id\":\"1\",\"name\":\"a\"}],\"nextCursor\":\"x\"}"
                                            : "{\"items\":[{\"id\":\"2\",\"name\":\"b\"}],\"nextCursor\":null}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });

        assertThat(run("nodes")).isZero();

        assertThat(out.toString().lines()).hasSize(3);
    }

    @Test
    void nobodyThereIsToldInASentence() {
        server.stop(0);

        assertThat(run("get")).isEqualTo(Meridian.NO_ANSWER);

        assertThat(err.toString()).contains("does not answer");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThat(run("submit", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no readable file");
    }

    private String spec(String text) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), text).toString();
    }

    private int run(String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        line.add("--url=http://localhost:" + server.getAddress().getPort());
        line.add("--token=t");
        return Meridian.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private void answer(String path, int status, String json) {
        server.createContext(
                path,
                exchange -> {
                    if (!exchange.getRequestURI().getPath().equals(path)) {
                        exchange.sendResponseHeaders(404, -1);
                        return;
                    }
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + body);
                    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }
}
