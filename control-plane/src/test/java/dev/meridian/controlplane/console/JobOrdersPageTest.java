package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Orders to many jobs: a look at what will be touched, then what became of each.
@MeridianTest
class JobOrdersPageTest {
    @Autowired Api api;
    @Autowired Home home;
    @Autowired JdbcClient sql;

    private Browser admin;

    @BeforeEach
    void signIn() {
        new Rows(sql).noJobs();
        admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
    }

    private String submit(String name) {
        var answer =
                api.postYaml(
                        "/api/v1/jobs",
                        "{name: " + name + ", taskGroups: [{task: {command: [\"true\"]}}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private String state(String id) {
        return api.get("/api/v1/jobs/" + id).json().path("state").asString();
    }

    @Test
    void aLookSaysWhatWillBeTouchedAndWhatNotAndChangesNothing() {
        String waits = submit("waits");
        String ended = submit("ended");
        api.post("/api/v1/jobs/" + ended + "/cancel", "{}");
        String look =
                admin.get(
                                "/jobs/orders?order=cancel&job="
                                        + waits
                                        + "&job="
                                        + ended
                                        + "&job="
                                        + UUID.randomUUID())
                        .text();
        assertThat(look)
                .contains("Cancel 1 job", "it has ended already", "1 of the chosen jobs are not")
                .contains("name=\"job\" value=\"" + waits + "\"")
                .doesNotContain("value=\"" + ended + "\"");
        assertThat(state(waits)).isEqualTo("QUEUED");
        assertThat(admin.get("/jobs/orders?order=cancel").status()).isEqualTo(400);
        assertThat(admin.get("/jobs/orders?order=dance&job=" + waits).status()).isEqualTo(400);
    }

    @Test
    void eachIsToldWhatBecameOfIt() {
        String waits = submit("waits");
        String look = admin.get("/jobs/orders?order=suspend&job=" + waits).text();
        assertThat(look).contains("Suspend 1 job");
        var done =
                admin.post(
                        "/jobs/orders",
                        Map.of("order", "suspend", "job", waits, "reason", "tidying"));
        assertThat(done.text()).contains("1 of 1 jobs suspended");
        assertThat(state(waits)).isEqualTo("SUSPENDED");
        assertThat(admin.post("/jobs/orders", Map.of("order", "suspend", "job", waits)).text())
                .contains("0 of 1 jobs suspended", "the job is suspended already");
        assertThat(api.get("/api/v1/jobs/" + waits + "/events").text()).contains("tidying");
    }

    @Test
    void allThatTheFiltersLeaveAreOrdered() {
        submit("sweep-1");
        submit("sweep-2");
        submit("train");
        assertThat(admin.get("/jobs/orders?order=cancel&every=true&text=sweep").text())
                .contains("Cancel 2 jobs", "sweep-1", "sweep-2")
                .doesNotContain("train");
    }

    @Test
    void whoMayOnlyLookOnOrdersNothing() {
        String id = submit("waits");
        Browser viewer = People.as(api, "looks-on", "viewer");
        assertThat(viewer.get("/jobs/orders?order=cancel&job=" + id).status()).isEqualTo(403);
        assertThat(viewer.post("/jobs/orders", Map.of("order", "cancel", "job", id)).status())
                .isEqualTo(403);
        api.post("/api/v1/projects", "{\"name\": \"other\"}");
        Browser stranger =
                People.with(api, "stranger", "{\"role\": \"submitter\", \"project\": \"other\"}");
        assertThat(stranger.get("/jobs/orders?order=cancel&job=" + id).text())
                .contains("Cancel 0 jobs")
                .doesNotContain("waits");
        assertThat(stranger.post("/jobs/orders", Map.of("order", "cancel", "job", id)).text())
                .contains("0 of 0 jobs");
        assertThat(state(id)).isEqualTo("QUEUED");
    }
}
