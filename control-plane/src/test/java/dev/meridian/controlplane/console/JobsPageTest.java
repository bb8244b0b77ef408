package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The list of jobs: filters, counts, pages, and what each role sees of it.
@MeridianTest
class JobsPageTest {
    @Autowired Api api;
    @Autowired Home home;
    @Autowired JdbcClient sql;

    private Browser admin;

    @BeforeEach
    void anEmptyPlane() {
        new Rows(sql).noJobs();
        admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
    }

    private String submit(String name, String rest) {
        var answer =
                api.postYaml(
                        "/api/v1/jobs",
                        "{name: " + name + rest + ", taskGroups: [{task: {command: [\"true\"]}}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    @Test
    void emptyItTeaches() {
        assertThat(admin.get("/jobs").text()).contains("No jobs yet", "meridian submit job.yaml");
        assertThat(admin.get("/jobs?text=x").text()).contains("No job is like that");
    }

    @Test
    void itListsCountsAndFilters() {
        String one = submit("train-alpha", "");
        submit("serve-beta", ", type: service");
        var page = admin.get("/jobs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("/jobs/" + one, "train-alpha", "serve-beta", "data-live-part")
                .contains("state=QUEUED", "type=service", "data-live=\"/jobs/live?seen=");
        assertThat(admin.get("/jobs?type=service").text())
                .contains("serve-beta")
                .doesNotContain("train-alpha");
        assertThat(admin.get("/jobs?text=ALPHA&state=QUEUED&state=RUNNING").text())
                .contains("train-alpha", "name has", "state=RUNNING&amp;text=ALPHA")
                .doesNotContain("serve-beta");
        assertThat(admin.get("/jobs?submitter=nobody").text()).contains("No job is like that");
        assertThat(admin.get("/jobs?project=default&queue=default&time=hour").text())
                .contains("train-alpha", "queue: ");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertThat(admin.get("/jobs?state=DANCING").status()).isEqualTo(400);
        assertThat(admin.get("/jobs?time=century").status()).isEqualTo(400);
        assertThat(admin.get("/jobs?cursor=nonsense").status()).isEqualTo(400);
        assertThat(admin.get("/jobs?cursor=nonsense", "HX-Request", "true").text())
                .contains("The cursor is none")
                .doesNotContain("<html");
    }

    @Test
    void itIsPaged() {
        for (int i = 0; i < 52; i++) {
            submit("job-" + i, "");
        }
        String first = admin.get("/jobs").text();
        assertThat(first).contains("job-51", "job-2<").doesNotContain("job-1<");
        String next = first.replaceAll("(?s).*href=\"(/jobs\\?cursor=[^\"]+)\".*", "$1");
        assertThat(admin.get(next).text()).contains("job-1<", "job-0<", "From the start");
    }
}
