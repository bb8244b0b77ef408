package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A project whose jobs have copies in two regions unless they say otherwise.
@Scenario
class DefaultRedundancyTest {
    @Autowired private Plane plane;
    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;
    private String project;

    @BeforeEach
    void aProjectWithADefault() {
        plane.empty();
        plane.node("eu-west", "n1");
        plane.node("us-east", "n2");
        project = "p" + UUID.randomUUID().toString().substring(0, 8);
        var made =
                api.post(
                        "/api/v1/projects",
                        "{\"name\": \"%s\", \"redundancy\": {\"regions\": 2}}".formatted(project));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("redundancy").path("mode").asString()).isEqualTo("standby");
    }

    @Test
    void whatSaysNothingTakesIt() {
        JsonNode job = submit("");
        assertThat(job.has("warnings")).isFalse();
        assertThat(standbys(job)).isEqualTo(1);
        assertThat(spec(job).path("redundancy").path("regions").asInt()).isEqualTo(2);
    }

    @Test
    void whatSaysItsOwnKeepsIt() {
        assertThat(standbys(submit("redundancy: {regions: 3},"))).isEqualTo(2);
        JsonNode none = submit("redundancy: {regions: 1},");
        assertThat(standbys(none)).isZero();
        assertThat(none.has("warnings")).isFalse();
        assertThat(none.path("notYetEffective")).isEmpty();
    }

    @Test
    void whatIsBoundToOneRegionIsTakenWithoutItAndSaysSo() {
        JsonNode job = submit("placement: {anyOf: [{region: eu-west}]},");
        assertThat(standbys(job)).isZero();
        assertThat(job.path("warnings").path(0).asString())
                .isEqualTo(
                        "The project's default, copies in 2 regions, does not apply:"
                                + " the job is bound to places, and of the known regions eu-west alone has them.");
        assertThat(
                        jdbc.sql("select sentence from events where job_id = ? and kind = 'WARNED'")
                                .param(UUID.fromString(job.path("id").asString()))
                                .query(String.class)
                                .list())
                .containsExactly(job.path("warnings").path(0).asString());
        assertThat(submit("placement: {anyOf: [{region: \"*\"}]},").has("warnings")).isFalse();
    }

    @Test
    void residencyOfTheProjectCountsToo() {
        jdbc.sql("update regions set jurisdiction = 'EU' where name = 'eu-west'").update();
        change("{\"residency\": [\"EU\"], \"redundancy\": {\"regions\": 2}}");
        assertThat(submit("").path("warnings").path(0).asString()).contains("eu-west alone");
    }

    @Test
    void aCeilingIsNotExceededForItsSake() {
        change("{\"ceilings\": {\"cpu\": \"1\"}, \"redundancy\": {\"regions\": 2}}");
        JsonNode job = submit("");
        assertThat(job.path("warnings").path(0).asString())
                .contains("with it the job asks for 2 of CPU cores");
        assertThat(standbys(job)).isZero();
    }

    @Test
    void aGangIsToldThatItHasNoCopiesElsewhere() {
        String gang =
                "taskGroups: [{name: lead, count: 2, minCount: 2, task: {command: [\"true\"]}}%s]}";
        JsonNode alone = post("redundancy: {regions: 2}, " + gang.formatted(""));
        assertThat(standbys(alone)).isZero();
        assertThat(alone.path("warnings").path(0).asString())
                .startsWith("/redundancy has no effect on lead: a gang begins and ends together");
        JsonNode mixed =
                post(gang.formatted(", {name: rest, count: 3, task: {command: [\"true\"]}}"));
        assertThat(standbys(mixed)).as("of the group that is no gang").isEqualTo(1);
        assertThat(mixed.path("warnings")).hasSize(1);
        assertThat(post(gang.formatted("")).path("warnings").path(0).asString())
                .contains("default, copies in 2 regions, does not apply: gangs");
    }

    @Test
    void whatCannotBeIsRefusedWithAHint() {
        var answer =
                api.put(
                        "/api/v1/projects/" + project,
                        "{\"redundancy\": {\"regions\": 11, \"mode\": \"warm\"}}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactly("/redundancy/regions", "/redundancy/mode");
        assertThat(answer.json().path("errors").path(0).path("hint").asString())
                .contains("From 2 to 10");
    }

    @Test
    void anAdministratorSetsItInTheConsoleAndItIsAudited() {
        Browser admin = People.admin(api, home);
        String page = "/projects/" + project;
        assertThat(admin.get(page).text()).contains("Regions of each job");
        var kept =
                admin.post(
                        page, Map.of("defaultQueue", "default", "regions", "3", "active", "true"));
        assertThat(kept.status()).as(kept.text()).isBetween(300, 303);
        JsonNode now = api.get("/api/v1" + page).json().path("redundancy");
        assertThat(now.path("regions").asInt()).isEqualTo(3);
        assertThat(now.path("mode").asString()).isEqualTo("active");
        assertThat(
                        jdbc.sql(
                                        "select count(*) from audit_entries where detail::text like ? and detail::text ~ ?")
                                .params("%" + project + "%", "\"regions\": ?3")
                                .query(Integer.class)
                                .single())
                .isPositive();
        var wrong = admin.post(page, Map.of("defaultQueue", "default", "regions", "eleven"));
        assertThat(wrong.text()).contains("From 2 to 10");
        admin.post(page, Map.of("defaultQueue", "default"));
        assertThat(api.get("/api/v1" + page).json().path("redundancy").isNull()).isTrue();
    }

    private void change(String body) {
        var answer = api.put("/api/v1/projects/" + project, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode submit(String more) {
        return post(more + " taskGroups: [{task: {command: [\"true\"]}}]}");
    }

    private JsonNode post(String rest) {
        var answer =
                api.postYaml("/api/v1/jobs", "{name: a, project: %s, %s".formatted(project, rest));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode spec(JsonNode job) {
        return api.get("/api/v1/jobs/" + job.path("id").asString()).json().path("spec");
    }

    private int standbys(JsonNode job) {
        return jdbc.sql("select sum(standbys) from task_groups where job_id = ?")
                .param(UUID.fromString(job.path("id").asString()))
                .query(Integer.class)
                .single();
    }
}
