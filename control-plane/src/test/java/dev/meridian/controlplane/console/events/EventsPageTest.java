package dev.meridian.controlplane.console.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The history, over HTTP.
@MeridianTest(shared = true)
class EventsPageTest {
    private static final Pattern SENTENCE = Pattern.compile("<td[^>]*>(np-said [^<]+)</td>");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");
    private static final Pattern LIVE = Pattern.compile("data-live=\"([^\"]+)\"");

    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;

    private Browser admin;
    private UUID job;

    @BeforeEach
    void signIn() {
        admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        job = UUID.randomUUID();
    }

    @Test
    void theNewestComeFirstAndPagesLeadBackToTheFirst() {
        for (int i = 0; i < 120; i++) {
            tell("NP_PAGED", "default", "np-said " + i, Instant.parse("2026-01-01T00:00:00Z"));
        }
        List<String> all = new ArrayList<>();
        String next = "/events?kind=NP_PAGED&job=" + job;
        while (next != null) {
            String page = admin.get(next).text();
            SENTENCE.matcher(page).results().forEach(found -> all.add(found.group(1)));
            next =
                    NEXT.matcher(page)
                            .results()
                            .map(found -> found.group(1).replace("&amp;", "&"))
                            .findFirst()
                            .orElse(null);
        }
        assertThat(all).hasSize(120).startsWith("np-said 119").endsWith("np-said 0");
    }

    @Test
    void eventsAreFoundByProject() {
        tell("NP_PROJECT", "default", "np-said here", Instant.parse("2026-02-01T10:00:00Z"));
        String of = "/events?job=" + job;

        assertThat(admin.get(of + "&project=nobody").text()).contains("No event is like that");
        assertThat(admin.get(of + "&project=default").text()).contains("np-said here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job=x", "node=x", "from=yesterday", "until=x", "cursor=x"})
    void whatCannotBeReadIsSaid(String query) {
        assertThat(admin.get("/events?" + query).status()).isEqualTo(400);
    }

    @Test
    void aViewerIsToldOfTheirProjectAlone() {
        tell("NP_SEEN", "default", "np-said in secret", Instant.parse("2026-03-01T00:00:00Z"));
        String name = "np-reader-" + job.toString().substring(0, 8);
        api.post("/api/v1/projects", "{\"name\": \"np-other\"}");
        api.post(
                "/api/v1/users",
                """
                {"name": "%s", "password": "a-password-of-tests", "grants": [{"role": "viewer", "project": "np-other"}]}\
                """
                        .formatted(name));
        Browser viewer = Browser.of(api, name, "a-password-of-tests");

        assertThat(viewer.get("/events?job=" + job).text()).doesNotContain("in secret");
        assertThat(viewer.get("/events?project=default&job=" + job).text())
                .doesNotContain("in secret")
                .contains("No event is like that");
    }

    @Test
    void anOpenPageIsToldOfWhatHappens() throws Exception {
        String page = admin.get("/events?job=" + job).text();
        var live = LIVE.matcher(page);
        assertThat(live.find()).isTrue();
        List<String> lines = new CopyOnWriteArrayList<>();
        try (var client = HttpClient.newBuilder().cookieHandler(admin.cookies()).build()) {
            var stream =
                    client.sendAsync(
                            HttpRequest.newBuilder(api.uri(live.group(1).replace("&amp;", "&")))
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(lines)));
            await().until(() -> !lines.isEmpty());
            assertThat(lines).noneMatch(line -> line.contains("changed"));
            tell("NP_LIVE", "default", "np-said now", Instant.parse("2026-04-01T00:00:00Z"));
            await().until(() -> lines.stream().anyMatch(line -> line.contains("[\"list\"]")));
            stream.cancel(true);
            client.shutdownNow();
        }
    }

    private void tell(String kind, String project, String sentence, Instant at) {
        jdbc.sql("insert into events (at, kind, project, job_id, sentence) values (?, ?, ?, ?, ?)")
                .params(OffsetDateTime.parse(at.toString()), kind, project, job, sentence)
                .update();
    }

    /// Collects what a stream says.
    private record Lines(List<String> lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable broken) {
            // cancelled
        }

        @Override
        public void onComplete() {
            // over
        }
    }
}
