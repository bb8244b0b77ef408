package dev.meridian.controlplane.console.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest
class SubmitPageTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36})\"");
    private static final String JOB = "name: %s\ntaskGroups:\n- task: {command: [\"true\"]}\n";

    @Autowired Api api;
    @Autowired Home home;

    private static String key(String page) {
        var found = KEY.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Api.Answer part(Browser browser, String path, String target, String spec) {
        return browser.post(path, Map.of("spec", spec), "HX-Request", "true", "HX-Target", target);
    }

    @Test
    void whatIsNestedWithoutEndIsRefusedLikeAnythingElse() {
        Browser sam = People.as(api, "deep", "submitter");
        var answer = part(sam, "/submit/check", "check", "[".repeat(200_000));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("nested deeper than 32 levels");
    }

    @Test
    void aJobIsSentOnceHoweverOftenTheButtonIsPressed() {
        Browser sam = People.as(api, "sam", "submitter");
        String page = sam.get("/submit?template=array").text();
        assertThat(page).contains("name: sweep", "Begin with", "An array", "editor.mjs");
        var form = Map.of("spec", JOB.formatted("twice"), "key", key(page));
        var first = sam.post("/submit", form);
        var second = sam.post("/submit", form);
        assertThat(first.status()).as(first.text()).isEqualTo(302);
        assertThat(first.header("Location")).startsWith("/jobs/");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(api.get("/api/v1/jobs?name=twice").json().path("items").size()).isEqualTo(1);

        var edited = sam.post("/submit", Map.of("spec", JOB.formatted("thrice"), "key", key(page)));
        assertThat(edited.header("Location"))
                .startsWith("/jobs/")
                .isNotEqualTo(first.header("Location"));
        assertThat(
                        api.get("/api/v1/jobs?name=thrice")
                                .json()
                                .path("items")
                                .get(0)
                                .path("submittedBy")
                                .asString())
                .isEqualTo("sam");
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        Browser sid = People.as(api, "sid", "submitter");
        String spec =
                "name: a\nqueue: none-such\ntaskGroups:\n- cuont: 2\n  task: {command: [\"true\"]}\n";
        var part = part(sid, "/submit/check", "check", spec);
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.text())
                .contains("data-line=\"4\"", "/taskGroups/0/cuont", "count", "One thing is wrong")
                .doesNotContain("<html", "being planned");
        assertThat(part(sid, "/submit/check", "check", spec.replace("cuont", "count")).text())
                .contains(
                        "data-line=\"2\"",
                        "has no queue &quot;none-such&quot;",
                        "It has: default.");
        assertThat(part(sid, "/submit/check", "check", "name: a\ntaskGroups: [\n").text())
                .contains("no YAML", "data-line=\"3\"");
        assertThat(part(sid, "/submit/check", "check", "name: a\n").text())
                .contains("/taskGroups", "data-line=\"1\"");
        assertThat(part(sid, "/submit/check", "check", "").text())
                .contains("There is no text yet.");

        var sent = sid.post("/submit", Map.of("spec", spec, "key", ""));
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.text()).contains("<html", "cuont: 2", "data-line=\"4\"");
    }

    @Test
    void thePlanIsShownBeforeItIsSent() {
        Browser ada = People.admin(api, home);
        String job = JOB.formatted("planned");
        assertThat(part(ada, "/submit/check", "check", job).text())
                .contains("It can be sent", "hx-post=\"/submit/plan\"");
        assertThat(part(ada, "/submit/plan", "plan", job).text())
                .contains("It would wait", "0 of 1 instance would start", "NoMatchingNode");
        assertThat(part(ada, "/submit/plan", "plan", "nonsense").text()).doesNotContain("would");
        // without JavaScript both come with the page
        assertThat(ada.post("/submit/check", Map.of("spec", job, "key", "")).text())
                .contains("<html", "It can be sent", "It would wait", "name: planned");
        assertThat(api.get("/api/v1/jobs?name=planned").json().path("items").size()).isZero();
        assertThat(api.get("/api/v1/audit").text()).doesNotContain("/submit/check");
    }

    @Test
    void anotherJobsSpecIsAStart() {
        Browser ada = People.admin(api, home);
        String id =
                api.postYaml(
                                "/api/v1/jobs",
                                "name: first\nretry: {max: 2}\n" + JOB.formatted("x").substring(8))
                        .json()
                        .path("id")
                        .asString();
        assertThat(ada.get("/submit?from=" + id).text())
                .contains("name: first", "max: 2", "href=\"/jobs/" + id + "\"")
                .doesNotContain("priorityClass");
        assertThat(ada.get("/submit?from=00000000-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
        assertThat(ada.get("/submit?from=x").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/projects", "{\"name\": \"secretive\"}").status())
                .isEqualTo(201);
        Browser other =
                People.with(api, "otto", "{\"role\": \"submitter\", \"project\": \"secretive\"}");
        assertThat(other.get("/submit?from=" + id).status()).isEqualTo(404);
        assertThat(part(other, "/submit/check", "check", JOB.formatted("b")).text())
                .contains("You may not submit jobs to project");
    }

    @Test
    void aForeignFileBecomesAJobThatCanBeOpened() {
        Browser ada = People.admin(api, home);
        String slurm =
                "#!/bin/bash\n#SBATCH --job-name=fit\n#SBATCH --cpus-per-task=4\n#SBATCH --mail-user=ada@x.org\nsrun ./fit\n";
        var page = ada.post("/submit/import", Map.of("foreign", slurm, "fileName", "fit.sh"));
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains("One job from Slurm", "fit.sh", "Open in the editor", "mail", "line 4");
        var spec = Pattern.compile("name=\"spec\" value=\"([^\"]+)\"").matcher(page.text());
        assertThat(spec.find()).isTrue();
        String yaml =
                spec.group(1)
                        .replace("&#39;", "'")
                        .replace("&quot;", "\"")
                        .replace("&gt;", ">")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&");
        assertThat(ada.post("/submit/check", Map.of("spec", yaml)).text())
                .contains("It can be sent", "name: fit");
        var none = ada.post("/submit/import", Map.of("foreign", "apiVersion: v1\nkind: Secret\n"));
        assertThat(none.status()).isIn(400, 422);
        assertThat(none.text()).contains("No job could be made of it");
        assertThat(api.get("/api/v1/jobs?name=fit").json().path("items").size()).isZero();
    }

    @Test
    void whoMayOnlyLookDoesNotSend() {
        Browser viewer = People.as(api, "vic", "viewer");
        assertThat(viewer.get("/submit").status()).isEqualTo(403);
        assertThat(viewer.get("/").text()).doesNotContain("href=\"/submit\"");
        for (String path :
                new String[] {"/submit", "/submit/check", "/submit/plan", "/submit/import"}) {
            assertThat(viewer.post(path, Map.of("spec", JOB.formatted("c"))).status())
                    .as(path)
                    .isEqualTo(403);
        }
    }
}
