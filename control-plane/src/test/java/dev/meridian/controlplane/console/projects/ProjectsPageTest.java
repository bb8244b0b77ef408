package dev.meridian.controlplane.console.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest
class ProjectsPageTest {
    @Autowired Api api;
    @Autowired Home home;

    @Test
    void anAdminMakesAProjectChangesItAndRemovesIt() {
        Browser admin = People.admin(api, home);
        var made =
                admin.post(
                        "/projects",
                        Map.of(
                                "name",
                                "nlp",
                                "description",
                                "words <b>",
                                "defaultQueue",
                                "research"));
        assertThat(made.status()).as(made.text()).isEqualTo(302);
        assertThat(made.header("Location")).isEqualTo("/projects/nlp");
        String page = admin.get("/projects/nlp").text();
        assertThat(page)
                .contains(
                        "words &lt;b&gt;", "research", "Settings", "Nothing was spent", "no limit");
        assertThat(admin.get("/projects").text()).contains("href=\"/projects/nlp\"", "$0.00");
        assertThat(admin.get("/projects?q=nlp").text())
                .doesNotContain("href=\"/projects/default\"");

        var settings =
                Map.of(
                        "description", "text",
                        "defaultQueue", "research",
                        "residency", "EU, CH",
                        "cpu", "64",
                        "memory", "512Gi",
                        "accelerators", "8",
                        "version", "0");
        assertThat(admin.post("/projects/nlp", settings).status()).isEqualTo(302);
        assertThat(admin.get("/projects/nlp").text())
                .contains("The settings are kept.", "CH, EU", "512Gi");
        var stale = admin.post("/projects/nlp", settings);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("Somebody else changed");
        var wrong =
                admin.post(
                        "/projects/nlp",
                        Map.of("cpu", "many", "accelerators", "-1", "memory", "1X"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Cores (0.5, 64)", "A whole number.", "A number with Ki");

        assertThat(admin.post("/projects", Map.of("name", "nlp")).status()).isEqualTo(409);
        assertThat(admin.post("/projects", Map.of("name", "N L P")).status()).isEqualTo(422);
        assertThat(api.get("/api/v1/audit").text()).contains("\"residency\":[");
    }

    @Test
    void aProjectAdminKeepsItsQueues() {
        api.post("/api/v1/projects", "{\"name\": \"vision\"}");
        Browser paula =
                People.with(api, "paula", "{\"role\": \"project-admin\", \"project\": \"vision\"}");
        assertThat(paula.get("/projects/vision").text())
                .contains("Add a queue", "paula", "project-admin", "Limits")
                .doesNotContain("Settings", "Make the project");
        var made =
                paula.post(
                        "/projects/vision/queues",
                        Map.of(
                                "name",
                                "batch",
                                "weight",
                                "2",
                                "accelerators",
                                "16",
                                "borrowing",
                                "true"));
        assertThat(made.status()).as(made.text()).isEqualTo(302);
        assertThat(paula.get("/projects/vision").text())
                .contains("The queue batch is there.", "0 of 16 accelerators");
        assertThat(paula.get("/projects/vision/queues/batch").text()).contains("value=\"16\"");
        var changed =
                paula.post(
                        "/projects/vision/queues/batch",
                        Map.of("weight", "3", "suspended", "true", "parent", "default"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(302);
        assertThat(paula.get("/projects/vision").text()).contains("Suspended", "of default");
        assertThat(paula.post("/projects/vision/queues/batch", Map.of("weight", "-1")).text())
                .contains("A number above 0.");
        assertThat(paula.post("/projects/vision/queues/batch", Map.of("parent", "batch")).status())
                .isEqualTo(409);
        assertThat(paula.post("/projects/vision/queues/default/delete", Map.of()).status())
                .isEqualTo(409);
        assertThat(paula.post("/projects/vision/queues/batch/delete", Map.of()).status())
                .isEqualTo(302);
        assertThat(paula.get("/projects/vision/queues/batch").status()).isEqualTo(404);
        assertThat(paula.post("/projects/vision", Map.of()).status()).isEqualTo(403);
        assertThat(paula.post("/projects", Map.of("name", "mine")).status()).isEqualTo(403);
    }

    @Test
    void othersSeeNothingOfIt() {
        api.post("/api/v1/projects", "{\"name\": \"secretive\"}");
        Browser viewer = People.as(api, "vic", "viewer");
        assertThat(viewer.get("/projects").text()).contains("default").doesNotContain("secretive");
        assertThat(viewer.get("/projects/secretive").status()).isEqualTo(404);
        assertThat(viewer.get("/projects/secretive/live").status()).isEqualTo(404);
        assertThat(viewer.get("/projects/secretive/queues").status()).isEqualTo(403);
        assertThat(viewer.get("/projects/default").text())
                .doesNotContain("Add a queue", "Settings");
        assertThat(People.with(api, "nobody-yet", "").get("/projects").status()).isEqualTo(403);
    }
}
