package dev.meridian.controlplane.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.Samples;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import dev.meridian.controlplane.telemetry.model.Sample;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One job: how it goes, why it waits and where it is, what it writes, and orders to it.
@MeridianTest
class JobPageTest {
    @Autowired Api api;
    @Autowired Home home;
    @Autowired JdbcClient sql;
    @Autowired JobQueries jobs;
    @Autowired Logs logs;
    @Autowired Jobs orders;
    @Autowired Samples samples;

    private Browser admin;

    @BeforeEach
    void signIn() {
        new Rows(sql).noJobs();
        sql.sql("delete from node_health").update();
        sql.sql("delete from nodes").update();
        admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
    }

    private String submit(String spec) {
        var answer = api.postYaml("/api/v1/jobs", spec);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private NodeId node(String name) {
        NodeId node = new Rows(sql).node("eu-west", name);
        sql.sql("update nodes set drivers = '{sandbox}'").update();
        return node;
    }

    private AllocationView placed(String job) {
        return await().until(
                        () ->
                                jobs.allocations(new JobId(UUID.fromString(job)), null, 1)
                                        .items()
                                        .getFirst(),
                        one -> one.node() != null);
    }

    @Test
    void whatWaitsSaysWhy() {
        String id =
                submit(
                        "{name: hungry, taskGroups: [{name: worker, count: 3, minCount: 3,"
                                + " resources: {cpu: 900}, task: {command: [\"true\"]}}]}");
        await().untilAsserted(() -> {
            String page = admin.get("/jobs/" + id).text();
            assertThat(page)
                    .contains("hungry", "Why it waits", "Place in the queue", "1 in default")
                    .contains("all or nothing", "worker[2]", "3 allocations with 0 attempts")
                    .contains("data-dialog=\"order-cancel\"", "data-dialog=\"order-suspend\"")
                    .doesNotContain("data-dialog=\"order-resume\"", "has not been looked at");
        });
        String queue = admin.get("/queue").text();
        assertThat(queue).contains("/jobs/" + id, "hungry", "3 of 3", "default / default");
        String token = queue.replaceAll("(?s).*href=\"/queue\\?reason=(\\w+)\".*", "$1");
        assertThat(admin.get("/queue?reason=" + token).text()).contains("hungry", "is-chosen");
        assertThat(admin.get("/queue?reason=Misconfigured").text())
                .contains("Nothing like that waits")
                .doesNotContain("hungry");
        assertThat(admin.get("/queue?project=default&queue=other").text()).doesNotContain("hungry");
        assertThat(admin.get("/queue?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void withNothingWaitingTheQueueTeaches() {
        assertThat(admin.get("/queue").text())
                .contains("Nothing waits", "meridian submit job.yaml", "data-live=\"/queue/live");
    }

    @Test
    void whatIsPlacedSaysWhereAndWhy() {
        node("n-1");
        String id = submit("{name: happy, taskGroups: [{task: {command: [\"true\"]}}]}");
        NodeId node = placed(id).node();
        String page = admin.get("/jobs/" + id).text();
        assertThat(page)
                .contains(
                        "/nodes/" + node, "main[0] epoch 1 on n-1 (eu-west)", "data-live=\"/jobs/")
                .contains("PLACED", "<svg class=\"timeline\"");
        assertThat(admin.get("/jobs/" + id + "/placement").text())
                .contains("points.", "No other node could take it", "n-1");
        assertThat(admin.get("/jobs/" + id + "/events").text()).contains("PLACED");
        assertThat(admin.get("/jobs/" + id + "/spec").text())
                .contains("name: happy", "taskGroups:");
        assertThat(
                        admin.get("/jobs/" + id, "HX-Request", "true", "HX-Target", "allocations")
                                .text())
                .startsWith("<div id=\"allocations\"")
                .doesNotContain("<html");
    }

    @Test
    void whatAnAllocationUsedIsPlotted() {
        NodeId node = node("n-4");
        String id = submit("{name: busy, taskGroups: [{task: {command: [\"true\"]}}]}");
        AllocationView one = placed(id);
        assertThat(admin.get("/jobs/" + id).text()).doesNotContain("data-metrics");
        orders.observe(
                List.of(
                        new Observation(
                                one.id(), node, new StartedReported(one.epoch(), Instant.now()))),
                Instant.now());
        samples.append(
                node,
                List.of(
                        new Sample(
                                Instant.now().minusSeconds(5), one.id(), "memory.peak", "", 77)));
        samples.flush();

        String series = "/jobs/" + id + "/allocations/" + one.id() + "/series";
        assertThat(admin.get("/jobs/" + id + "?range=6h").text())
                .contains("What main[0] used", "data-src=\"" + series, "data-range=\"6h\"")
                .doesNotContain("style=\"");
        var line = admin.get(series + "?range=15m", "Accept", "*/*").json().path("lines").path(0);
        assertThat(line.path("metric").asString()).isEqualTo("memory.peak");
        assertThat(line.path("max").path(0).asDouble()).isEqualTo(77);
        String other = submit("{name: other, taskGroups: [{task: {command: [\"true\"]}}]}");
        assertThat(admin.get(series.replace(id, other)).status()).isEqualTo(404);
        assertThat(admin.get("/jobs/" + id + "?range=1y").status()).isEqualTo(400);
    }

    @Test
    void theLogIsOnThePageIsFollowedSearchedAndTakenAway() throws Exception {
        NodeId node = node("n-2");
        String id = submit("{name: talks, taskGroups: [{task: {command: [\"true\"]}}]}");
        assertThat(admin.get("/jobs/" + id + "/logs").status()).isEqualTo(200);
        AllocationView one = placed(id);
        var key = new LogKey(one.id(), 1, LogStream.STDOUT);
        byte[] text = "first <line>\n\u001b[31mgrün\u001b[0m second\n".getBytes(UTF_8);
        logs.append(node, List.of(new LogChunk(key, 0, text, false)));
        String path = "/jobs/" + id + "/logs";
        assertThat(admin.get(path).text())
                .contains("first &lt;line&gt;\ngrün second\n", "seen=" + text.length);
        assertThat(admin.get(path + "?find=SECOND").text())
                .contains("line has", "grün second")
                .doesNotContain("first &lt;line");
        assertThat(admin.get(path + "?stream=stderr").text())
                .contains("Nothing has been written yet");
        assertThat(admin.get(path + "?stream=smoke").status()).isEqualTo(400);
        assertThat(admin.get(path + "?allocation=" + UUID.randomUUID()).status()).isEqualTo(404);
        var file = admin.get(path + "/file?allocation=" + one.id());
        assertThat(admin.get(path + "/file?attempt=7&allocation=" + one.id()).status())
                .isEqualTo(404);
        assertThat(admin.get(path + "/file?attempt=-1&allocation=" + one.id()).text())
                .isEqualTo(file.text());
        assertThat(file.text()).contains("first <line>");
        assertThat(file.header("Content-Disposition")).contains("main-0-1.stdout.txt");

        var live =
                HttpRequest.newBuilder(api.uri(path + "/live?allocation=" + one.id() + "&seen=13"))
                        .build();
        try (var client = HttpClient.newBuilder().cookieHandler(admin.cookies()).build();
                Stream<String> lines =
                        client.send(live, HttpResponse.BodyHandlers.ofLines()).body()) {
            var told = lines.iterator();
            assertThat(until(told, "data:")).contains("second").doesNotContain("first");
            logs.append(
                    node, List.of(new LogChunk(key, text.length, "third".getBytes(UTF_8), false)));
            assertThat(until(told, "data:")).contains("third", "\"end\":" + (text.length + 5));
            client.shutdownNow();
        }
    }

    @Test
    void whoMayNoMoreIsToldNoMoreHoweverQuietTheTask() throws Exception {
        NodeId node = node("n-3");
        String id = submit("{name: quiet, taskGroups: [{task: {command: [\"true\"]}}]}");
        var key = new LogKey(placed(id).id(), 1, LogStream.STDOUT);
        logs.append(node, List.of(new LogChunk(key, 0, "said\n".getBytes(UTF_8), false)));
        Browser viewer = People.as(api, "sees-no-more", "viewer");
        try (var stream = viewer.follow("/jobs/" + id + "/logs/live")) {
            assertThat(stream.lines().anyMatch(line -> line.contains("said"))).isTrue();
            for (var user : api.get("/api/v1/users").json().path("items")) {
                if (user.path("name").asString().equals("sees-no-more")) {
                    api.put("/api/v1/users/" + user.path("id").asString(), "{\"grants\": []}");
                }
            }
            // the end of the stream, though the attempt goes on
            assertThat(stream.lines().noneMatch(line -> line.contains("event:"))).isTrue();
        }
    }

    private static String until(java.util.Iterator<String> lines, String start) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void ordersAreGivenWithAReasonAndRefusedWhereTheyCannotBe() {
        String id = submit("{name: doomed, taskGroups: [{task: {command: [\"true\"]}}]}");
        var answer = admin.post("/jobs/" + id + "/suspend", Map.of("reason", "not tonight"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/jobs/" + id);
        assertThat(admin.get("/jobs/" + id).text())
                .contains("The job is suspended.", "not tonight", "order-resume", "Suspended");
        admin.post("/jobs/" + id + "/cancel", Map.of("reason", ""));
        assertThat(admin.get("/jobs/" + id).text())
                .contains("cancelled by admin", "order-retry")
                .doesNotContain("order-cancel");
        assertThat(admin.post("/jobs/" + id + "/resume", Map.of()).status()).isEqualTo(409);
        assertThat(api.get("/api/v1/audit").text()).contains("not tonight");
    }

    @Test
    void ofAnothersProjectThereIsNoSuchJobAndAViewerMayOnlyLook() {
        String id = submit("{name: secret, taskGroups: [{task: {command: [\"true\"]}}]}");
        Browser viewer = People.as(api, "looks-on", "viewer");
        assertThat(viewer.get("/jobs/" + id).text())
                .contains("secret")
                .doesNotContain("data-dialog");
        assertThat(viewer.post("/jobs/" + id + "/cancel", Map.of()).status()).isEqualTo(403);
        assertThat(viewer.get("/jobs").text()).contains("secret").doesNotContain("name=\"order\"");

        api.post("/api/v1/projects", "{\"name\": \"other\"}");
        Browser stranger =
                People.with(api, "stranger", "{\"role\": \"submitter\", \"project\": \"other\"}");
        for (String below : List.of("", "/logs", "/events", "/spec", "/placement")) {
            assertThat(stranger.get("/jobs/" + id + below).status()).as(below).isEqualTo(404);
        }
        assertThat(stranger.post("/jobs/" + id + "/cancel", Map.of()).status()).isEqualTo(404);
        assertThat(stranger.get("/jobs").text()).doesNotContain("secret");
        assertThat(stranger.get("/queue").text()).doesNotContain("secret");
        assertThat(admin.get("/jobs/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(admin.get("/jobs/no-id").status()).isEqualTo(404);
    }
}
