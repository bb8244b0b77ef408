package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MeridianTest
class JobsApiTest {

    private static final String JOBS = "/api/v1/jobs";
    private static final String SMALLEST =
            "{\"name\": \"a\", \"taskGroups\": [{\"task\": {\"command\": [\"true\"]}}]}";

    @Autowired Api api;

    @Test
    void aJobIsStoredAndShown() {
        var answer = api.post(JOBS, SMALLEST);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode job = answer.json();
        assertThat(answer.header("Location")).isEqualTo(JOBS + "/" + job.path("id").asString());
        assertThat(job.path("name").asString()).isEqualTo("a");
        assertThat(job.path("project").asString()).isEqualTo("default");
        assertThat(job.path("queue").asString()).isEqualTo("default");
        assertThat(job.path("state").asString()).isEqualTo("QUEUED");
        assertThat(job.path("priority").asInt()).isEqualTo(500);
        JsonNode shown = api.get(answer.header("Location")).json();
        assertThat(shown.path("groups").get(0).path("name").asString()).isEqualTo("main");
        assertThat(shown.path("groups").get(0).path("states").path("PENDING").asInt()).isEqualTo(1);
        assertThat(
                        shown.path("spec")
                                .path("taskGroups")
                                .get(0)
                                .path("resources")
                                .path("memory")
                                .asString())
                .isEqualTo("256Mi");
        assertThat(shown.path("cost").path("total").asDouble()).isZero();
    }

    @Test
    void yamlIsReadLikeJson() {
        var answer =
                api.postYaml(
                        JOBS,
                        "name: b\ntemplate: ray\ntaskGroups:\n- count: 3\n  task: {command: [ls]}\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("notYetEffective").toString()).isEqualTo("[\"/template\"]");
        String id = answer.json().path("id").asString();
        JsonNode allocations = api.get(JOBS + "/" + id + "/allocations").json().path("items");
        assertThat(allocations).hasSize(3);
        JsonNode first =
                api.get("/api/v1/allocations/" + allocations.get(0).path("id").asString()).json();
        assertThat(first.path("state").asString()).isEqualTo("PENDING");
        assertThat(first.path("attempts")).isEmpty();
    }

    @Test
    void theSameKeyAndBodyIsTheSameJob() {
        Api keyed = api.withHeader("Idempotency-Key", UUID.randomUUID().toString());
        var first = keyed.post(JOBS, SMALLEST);
        var again = keyed.post(JOBS, SMALLEST);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        var other = keyed.post(JOBS, SMALLEST.replace("\"a\"", "\"c\""));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asString())
                .isEqualTo("urn:meridian:problem:key-reused");
    }

    @Test
    void manyAtOnceUnderOneKeyStoreOneJob() throws InterruptedException, ExecutionException {
        Api keyed = api.withHeader("Idempotency-Key", UUID.randomUUID().toString());
        List<Callable<Api.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            calls.add(() -> keyed.post(JOBS, SMALLEST));
        }
        var ids = new ArrayList<String>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : pool.invokeAll(calls)) {
                assertThat(call.get().status()).isIn(201, 409);
                if (call.get().status() == 201) {
                    ids.add(call.get().json().path("id").asString());
                }
            }
        }
        assertThat(ids.stream().distinct()).hasSize(1);
    }

    @Test
    void aBatchAnswersEachSpecOnItsOwn() {
        var answer =
                api.post(
                        JOBS + ":batch",
                        "{\"items\": ["
                                + SMALLEST
                                + ", {\"nam\": 1}, "
                                + SMALLEST.replace("[\"true\"]", "[]")
                                + ", "
                                + SMALLEST
                                + "]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode items = answer.json().path("items");
        assertThat(items.findValuesAsString("status")).startsWith("201", "400");
        assertThat(items.get(0).path("job").path("id").asString()).isNotEmpty();
        assertThat(items.get(1).path("status").asInt()).isEqualTo(400);
        assertThat(items.get(1).path("problem").path("errors").get(0).path("pointer").asString())
                .isEqualTo("/nam");
        assertThat(items.get(2).path("status").asInt()).isEqualTo(422);
        assertThat(items.get(3).path("status").asInt()).isEqualTo(201);
        assertThat(items.get(3).path("index").asInt()).isEqualTo(3);
    }

    @Test
    void listsAreCutIntoPages() {
        for (int i = 0; i < 5; i++) {
            api.post(JOBS, SMALLEST.replace("\"a\"", "\"page-" + i + "\""));
        }
        var names = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = api.get(JOBS + "?project=default&state=QUEUED&limit=2" + cursor).json();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            page.path("items").forEach(job -> names.add(job.path("name").asString()));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(names.stream().filter(name -> name.startsWith("page-")))
                .containsExactly("page-4", "page-3", "page-2", "page-1", "page-0");
        assertThat(api.get(JOBS + "?cursor=nonsense").status()).isEqualTo(400);
        assertThat(api.get(JOBS + "?limit=0").status()).isEqualTo(400);
        assertThat(api.get(JOBS + "?limit=many").status()).isEqualTo(400);
        assertThat(api.get(JOBS + "?state=LOST").status()).isEqualTo(400);
        assertThat(api.get(JOBS + "?project=nowhere").json().path("items")).isEmpty();
    }

    @Test
    void ordersAreObeyedOrExplained() {
        String job = JOBS + "/" + api.post(JOBS, SMALLEST).json().path("id").asString();
        assertThat(
                        api.post(job + "/suspend", "{\"reason\": \"later\"}")
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("SUSPENDED");
        assertThat(api.post(job + "/resume", "{}").json().path("state").asString())
                .isEqualTo("QUEUED");
        assertThat(api.send("POST", job + "/cancel", null, null).json().path("state").asString())
                .isEqualTo("CANCELLED");
        assertThat(api.post(job + "/cancel", "{}").status()).isEqualTo(200);
        assertThat(api.post(job + "/suspend", "{}").status()).isEqualTo(409);
        assertThat(
                        api.post(job + "/retry", "{\"reason\": \"again\"}")
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("QUEUED");
        var misspelt = api.post(job + "/cancel", "{\"raeson\": \"x\"}");
        assertThat(misspelt.status()).isEqualTo(400);
        assertThat(misspelt.json().path("errors").get(0).path("hint").asString())
                .contains("reason");
        assertThat(
                        api.post(job + "/cancel", "{\"reason\": \"" + "x".repeat(2_000) + "\"}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void aDryRunTellsThePlanAndStoresNothing() {
        var answer = api.post(JOBS + "?dryRun=true", SMALLEST.replace("\"a\"", "\"never-stored\""));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("fits").asBoolean()).isFalse();
        assertThat(answer.json().at("/allocations/0/reason/token").asString()).isNotEmpty();
        assertThat(api.get(JOBS + "?name=never-stored").json().path("items")).isEmpty();
        assertThat(api.post(JOBS + "?dryRun=true", "{}").status()).isEqualTo(422);
    }

    @Test
    void whyItWaitsIsExplained() {
        String job = JOBS + "/" + api.post(JOBS, SMALLEST).json().path("id").asString();
        var answer = api.get(job + "/explanation");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("state").asString()).isEqualTo("QUEUED");
        assertThat(answer.json().at("/reason/token").asString()).isNotEmpty();
        assertThat(api.get(JOBS + "/" + UUID.randomUUID() + "/explanation").status())
                .isEqualTo(404);
    }

    @Test
    void theHistoryIsTold() {
        String job = JOBS + "/" + api.post(JOBS, SMALLEST).json().path("id").asString();
        api.post(job + "/cancel", "{\"reason\": \"enough\"}");
        JsonNode events = api.get(job + "/events").json().path("items");
        assertThat(events).isNotEmpty();
        var streamed = api.withHeader("Accept", "text/event-stream").get(job + "/events");
        assertThat(streamed.header("Content-Type")).startsWith("text/event-stream");
        assertThat(streamed.text())
                .contains("id:" + events.get(0).path("id").asString(), "event:end");
        long last = events.get(events.size() - 1).path("id").asLong();
        var resumed =
                api.withHeader("Accept", "text/event-stream")
                        .withHeader("Last-Event-ID", Long.toString(last))
                        .get(job + "/events");
        assertThat(resumed.text()).doesNotContain("id:").contains("event:end");
        assertThat(
                        api.withHeader("Last-Event-ID", "x")
                                .withHeader("Accept", "text/event-stream")
                                .get(job + "/events")
                                .status())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/events?limit=1").json().path("nextCursor").asString())
                .isNotEmpty();
    }

    @Test
    void anAllocationThatNeverRanHasAnEmptyLog() {
        String job = JOBS + "/" + api.post(JOBS, SMALLEST).json().path("id").asString();
        String allocation =
                api.get(job + "/allocations").json().path("items").get(0).path("id").asString();
        var log = api.get("/api/v1/allocations/" + allocation + "/logs?stream=stderr");
        assertThat(log.status()).isEqualTo(200);
        assertThat(log.text()).isEmpty();
        assertThat(api.get("/api/v1/allocations/" + allocation + "/logs?stream=stdin").status())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/allocations/" + allocation + "/logs?attempt=3").status())
                .isEqualTo(404);
        api.post(job + "/cancel", "{}");
        assertThat(api.get("/api/v1/allocations/" + allocation + "/logs?follow=true").text())
                .contains("event:end");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path :
                List.of(
                        "/jobs/" + UUID.randomUUID(),
                        "/jobs/nonsense",
                        "/jobs/" + UUID.randomUUID() + "/events",
                        "/allocations/" + UUID.randomUUID(),
                        "/allocations/x/logs",
                        "/nonsense")) {
            var answer = api.get("/api/v1" + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Content-Type"))
                    .as(path)
                    .startsWith("application/problem+json");
        }
    }
}
