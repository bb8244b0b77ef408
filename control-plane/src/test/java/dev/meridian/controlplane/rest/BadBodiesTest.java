package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.JobSpecWriter;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Mutations;
import dev.meridian.controlplane.support.Specs;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Whatever is sent, the answer is a problem below 500 and nothing is stored.
@MeridianTest
class BadBodiesTest {

    private static final String JOBS = "/api/v1/jobs";
    private static final int LARGE = 50 << 20;

    @Autowired Api api;
    @Autowired Home home;
    private int before;

    @BeforeEach
    void count() {
        before = stored();
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void generatedMistakesAreRefused() {
        List<String> mutants =
                Mutations.everywhere(JobSpecWriter.toJson(Specs.yaml(Specs.everything())));
        Collections.shuffle(mutants, new Random(1));
        for (String mutant : mutants.subList(0, 300)) {
            refused(api.post(JOBS, mutant), mutant);
        }
        for (String mutant : mutants.subList(300, 400)) {
            refused(api.postYaml(JOBS, mutant), mutant);
        }
    }

    @Test
    void noiseIsRefused() {
        var random = new SplittableRandom(7);
        byte[] yaml = Specs.everything().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 200; i++) {
            String noisy = new String(Mutations.noise(yaml, random), StandardCharsets.ISO_8859_1);
            refused(api.postYaml(JOBS, noisy), noisy);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAtOnce() {
        var answer = api.post(JOBS, "x".repeat((1 << 20) + 1));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("type").asString())
                .isEqualTo("urn:meridian:problem:too-large");
        assertThat(api.post(JOBS, "x".repeat(LARGE)).status()).isEqualTo(413);
        assertThat(api.post(JOBS + ":batch", "x".repeat(LARGE)).status()).isEqualTo(413);
        assertThat(api.post(JOBS + ":batch", " ".repeat(2 << 20)).status()).isEqualTo(400);
        assertThat(api.post("/api/v1/projects", " ".repeat(LARGE)).status()).isEqualTo(413);
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedAtTheByteTooMany() throws IOException {
        String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
        assertThat(raw("Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void brokenTransfersAreRefused() throws IOException {
        assertThat(raw("Transfer-Encoding: chunked\r\n\r\nnonsense\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("Content-Length: -5\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400")
                .contains("urn:meridian:problem:");
        assertThat(raw("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("No colon\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void otherKindsOfBodiesAndAnswersAreRefused() {
        assertThat(problem(api.send("POST", JOBS, "text/plain", "hello"), 415))
                .contains("unsupported-media-type");
        assertThat(problem(api.send("POST", JOBS, "nonsense", "hello"), 415))
                .contains("unsupported-media-type");
        assertThat(problem(api.send("POST", JOBS, null, "{}"), 415))
                .contains("unsupported-media-type");
        assertThat(problem(api.withHeader("Accept", "application/xml").get(JOBS), 406))
                .contains("not-acceptable");
        assertThat(problem(api.send("PATCH", JOBS, null, null), 405))
                .contains("method-not-allowed");
        assertThat(problem(api.delete(JOBS), 405)).contains("method-not-allowed");
        assertThat(problem(api.post(JOBS, ""), 400)).contains("empty");
        assertThat(problem(api.get("/nowhere"), 404)).contains("not-found");
        assertThat(problem(api.asNobody().post(JOBS, "{}"), 401)).contains("unauthenticated");
        assertThat(
                        problem(
                                api.withHeader("Idempotency-Key", " a b ")
                                        .post(JOBS, Specs.smallest()),
                                400))
                .contains("/Idempotency-Key");
    }

    private static String problem(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        return answer.text();
    }

    /// The specs name a project that does not exist, so that even one that happens to be right is
    /// not stored.
    private static void refused(Api.Answer answer, String body) {
        assertThat(answer.status()).as(body + "\n" + answer.text()).isIn(400, 413, 415, 422, 403);
        assertThat(answer.json().path("detail").asString()).isNotEmpty();
    }

    private int stored() {
        return api.get("/api/v1/jobs?limit=1000").json().path("items").size();
    }

    /// Sends a POST whose head and body go over the wire as they are.
    private String raw(String rest) throws IOException {
        try (var socket = new Socket("localhost", api.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            String head =
                    "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer "
                            + home.read("admin-token").orElseThrow()
                            + "\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
