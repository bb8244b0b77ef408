package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.SchedulingLoop;
import dev.meridian.controlplane.jobs.ForgottenSpecs;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.Contract;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// What is stored of a spec is damaged: all else that is known of its job is told, and why.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
class UnreadableSpecTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String JOBS = "/api/v1/jobs";
    private static final String JOB =
            "{\"name\": \"torn\", \"taskGroups\": [{\"task\": {\"command\": [\"true\"]}}]}";

    @Autowired private Api api;
    @Autowired private ApplicationContext plane;
    @Autowired private JdbcClient jdbc;

    private String job = "";

    @BeforeEach
    void damage() {
        job = api.post(JOBS, JOB).json().path("id").asString();
        jdbc.sql(
                        "update job_specs set spec = jsonb_set(spec, '{taskGroups}', '\"torn\"') where id = ?")
                .param(UUID.fromString(job))
                .update();
        ForgottenSpecs.of(plane);
    }

    @Test
    void itIsQuarantinedAndEveryReadOfItAnswers() {
        everyReadAnswers();
        plane.getBean(SchedulingLoop.class).runOnce(Instant.now());
        assertThat(api.get(JOBS + "/" + job + "/events").text()).contains("QUARANTINED");
        everyReadAnswers();
        JsonNode why = api.get(JOBS + "/" + job + "/explanation").json();
        assertThat(why.at("/reason/token").asString()).isEqualTo("Misconfigured");
        assertThat(why.at("/reason/sentence").asString()).contains("failed on it once", "retry");

        var retried = api.post(JOBS + "/" + job + "/retry", "{\"reason\": \"mended?\"}");
        assertThat(retried.status()).as(retried.text()).isLessThan(300);
        var cancelled = api.post(JOBS + "/" + job + "/cancel", "{\"reason\": \"it is torn\"}");
        assertThat(cancelled.status()).as(cancelled.text()).isLessThan(300);
        everyReadAnswers();
        assertThat(api.get(JOBS + "/" + job).json().path("state").asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void everyPageOfItIsShown() {
        api.post(
                "/api/v1/users",
                "{\"name\":\"vic\",\"password\":\"%s\",\"grants\":[{\"role\":\"submitter\",\"project\":\"default\"}]}"
                        .formatted(PASSWORD));
        Browser vic = Browser.of(api, "vic", PASSWORD);
        for (String path : List.of("", "/placement", "/events", "/logs", "/spec")) {
            var page = vic.get("/jobs/" + job + path);
            assertThat(page.status()).as(path + page.text()).isEqualTo(200);
            assertThat(page.text()).contains("torn");
        }
        assertThat(vic.get("/jobs/" + job + "/spec").text()).contains("cannot be read");
        assertThat(vic.get("/jobs").text()).contains(job);
        var again = vic.get("/submit?from=" + job);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.text()).contains("readable spec");
    }

    private void everyReadAnswers() {
        var contract = Contract.of(api);
        var whole = answered(contract, "/jobs/{id}", JOBS + "/" + job).json();
        assertThat(whole.path("name").asString()).isEqualTo("torn");
        assertThat(whole.has("spec")).isFalse();
        assertThat(whole.path("specProblem").asString()).isNotEmpty();
        answered(contract, "/jobs/{id}/explanation", JOBS + "/" + job + "/explanation");
        answered(contract, "/jobs/{id}/events", JOBS + "/" + job + "/events");
        answered(contract, "/jobs", JOBS + "?limit=5");
        answered(contract, "/events", "/api/v1/events");
        String allocation =
                answered(contract, "/jobs/{id}/allocations", JOBS + "/" + job + "/allocations")
                        .json()
                        .at("/items/0/id")
                        .asString();
        answered(contract, "/allocations/{id}", "/api/v1/allocations/" + allocation);
    }

    private Api.Answer answered(Contract contract, String route, String path) {
        var answer = api.get(path);
        assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
        assertThat(contract.breaches("get", "/api/v1" + route, answer)).isEmpty();
        return answer;
    }
}
