package dev.meridian.controlplane.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest
class AuditPageTest {
    @Autowired Api api;
    @Autowired Audit audit;

    @Test
    void entriesAreFoundByWhoWhatAndProject() {
        Browser auditor = People.as(api, "anton", "auditor");
        audit.record(
                "ada",
                "10.1.1.1",
                "PUT /api/v1/queues/nlp/research",
                "queues/nlp/research",
                Map.of(
                        "before", Map.of("weight", 1, "borrowing", true),
                        "after", Map.of("weight", 2, "borrowing", true),
                        "status", 200));
        audit.record("bob", "10.1.1.2", "POST /api/v1/jobs", "jobs/x", Map.of("status", 403));
        audit.record(
                "bob",
                "10.1.1.2",
                "POST /api/v1/jobs",
                "jobs/y",
                Map.of("project", "nlp", "status", 201));

        String all = auditor.get("/audit").text();
        assertThat(all).contains("ada", "bob", "10.1.1.1", "refused 403", "done 200", "anton");
        assertThat(auditor.get("/audit?who=ada").text())
                .contains("weight", "the same", "href=\"/projects/nlp\"", "Without who")
                .doesNotContain("10.1.1.2");
        assertThat(auditor.get("/audit?what=JOBS&refused=only").text())
                .contains("jobs/x")
                .doesNotContain("jobs/y");
        assertThat(auditor.get("/audit?project=nlp").text())
                .contains("jobs/y", "queues/nlp/research")
                .doesNotContain("jobs/x");
        assertThat(auditor.get("/audit?to=2020-01-01").text())
                .contains("Nothing like that was done");
        assertThat(auditor.get("/audit?from=2020-01-01T00:00&object=jobs/").text())
                .contains("jobs/x");
        assertThat(auditor.get("/audit?from=yesterday").status()).isEqualTo(400);
        assertThat(auditor.get("/audit?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void aRefusedFormStandsOnceUnderThePathThatWasAskedFor() {
        Browser auditor = People.as(api, "ines", "auditor");
        Browser viewer = People.as(api, "vito", "viewer");
        assertThat(viewer.get("/audit").status()).isEqualTo(403);
        assertThat(viewer.post("/join-tokens", Map.of("region", "x")).status()).isEqualTo(403);
        assertThat(viewer.post("/users", Map.of("_csrf", "old")).status()).isEqualTo(403);

        String trail = auditor.get("/audit?who=vito").text();
        assertThat(trail)
                .containsOnlyOnce("POST /join-tokens")
                .containsOnlyOnce("POST /users")
                .contains("POST /sign-in", "done 302", "refused 403")
                .doesNotContain("/error/page");
    }

    @Test
    void aLongListHasPages() {
        Browser auditor = People.as(api, "pia", "auditor");
        for (int i = 0; i < 60; i++) {
            audit.record("robot", "", "made", "things/" + i, Map.of());
        }
        String first = auditor.get("/audit?who=robot").text();
        assertThat(first).contains("things/59").doesNotContain("things/9<");
        var next = Pattern.compile("href=\"(/audit\\?[^\"]*cursor=\\d+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(auditor.get(next.group(1).replace("&amp;", "&")).text())
                .contains("things/9<", "From the start");
    }

    @Test
    void whetherTheChainIsWholeIsSaidOnRequest() {
        Browser auditor = People.as(api, "vera", "auditor");
        assertThat(auditor.get("/audit/verdict").text()).contains("The chain is whole", "<html");
        assertThat(
                        auditor.get("/audit/verdict", "HX-Request", "true", "HX-Target", "verdict")
                                .text())
                .contains("The chain is whole")
                .doesNotContain("<html");
        Browser operator = People.as(api, "otto", "operator");
        assertThat(operator.get("/audit").status()).isEqualTo(403);
        assertThat(operator.get("/audit/verdict").status()).isEqualTo(403);
    }
}
