package dev.meridian.controlplane.console.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The list of nodes and the data of its heat map, over HTTP.
@MeridianTest(shared = true)
class NodesPageTest {
    private static final Pattern NAME = Pattern.compile("/nodes/[0-9a-f-]{36}\">([^<]+)</a>");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;

    private Browser admin;
    private Rows rows;

    @BeforeEach
    void signIn() {
        admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        rows = new Rows(jdbc);
    }

    @Test
    void nodesAreFoundByEachFilter() {
        NodeId gpu = rows.node("np-filter", "np-gpu-1");
        rows.node("np-filter", "np-cpu-1");
        jdbc.sql(
                        """
                        update nodes set labels = '{"zone": "b"}', address = '10.9.8.7', admin_state = 'CORDONED', version = 1,
                            accelerators = '[{"index":0,"vendor":"nvidia","model":"H100","memoryMib":81559,"uuid":"u","declared":false}]'
                        where id = ?\
                        """)
                .param(gpu.value())
                .update();

        assertThat(names("/nodes?region=np-filter")).containsExactly("np-cpu-1", "np-gpu-1");
        for (String filter :
                List.of(
                        "label=zone%3Db",
                        "accelerator=h100",
                        "state=CORDONED",
                        "text=GPU-1",
                        "text=10.9.8",
                        "pool=default&label=zone")) {
            assertThat(names("/nodes?region=np-filter&" + filter))
                    .as(filter)
                    .containsExactly("np-gpu-1");
        }
        assertThat(admin.get("/nodes?region=np-filter&text=nothing").text())
                .contains("No node is like that", "text: nothing");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertThat(admin.get("/nodes?state=HAPPY").status()).isEqualTo(400);
        assertThat(admin.get("/nodes?sort=mood").status()).isEqualTo(400);
        assertThat(admin.get("/nodes?cursor=none").status()).isEqualTo(400);
    }

    @Test
    void pagesFollowEachOtherWithoutLossUpAndDown() {
        for (int i = 0; i < 60; i++) {
            rows.node("np-pages", "np-p-" + i);
        }
        for (String sort : List.of("name", "-name", "cpu", "-copies")) {
            List<String> all = new ArrayList<>();
            String next = "/nodes?region=np-pages&sort=" + sort;
            while (next != null) {
                String page = admin.get(next).text();
                all.addAll(found(NAME, page));
                next =
                        found(NEXT, page).stream()
                                .findFirst()
                                .map(NodesPageTest::plain)
                                .orElse(null);
            }
            assertThat(all).as(sort).hasSize(60).doesNotHaveDuplicates();
        }
    }

    @Test
    void theMapSaysWhatEachNodeGaveAwayAndLeadsToIt() {
        NodeId node = rows.node("np-heat", "np-heat-1");
        rows.node("np-heat", "np-heat-2");
        rows.running(node);
        rows.running(node);

        JsonNode map = admin.get("/nodes/heat?region=np-heat", "Accept", "application/json").json();
        JsonNode pool = map.path("pools").path(0);
        assertThat(pool.path("prefix").asString()).isEqualTo("np-heat-");
        assertThat(pool.path("names")).hasSize(2);
        assertThat(pool.path("state").asString()).isEqualTo("00");
        // two of eight cores are 22.5 of 90 levels
        assertThat(pool.path("measures").path("cpu").asString())
                .isIn("" + (char) ('#' + 23) + '#', "##");
        assertThat(pool.path("measures").path("accelerators").asString()).isEqualTo("!!");
        assertThat(
                        admin.get(
                                        "/nodes/named?name=np-heat-1&cluster="
                                                + pool.path("clusterId").asString())
                                .header("Location"))
                .endsWith("/nodes/" + node);
        assertThat(admin.get("/nodes/named?name=x&cluster=y").status()).isEqualTo(404);
    }

    @Test
    void theTableShowsWhatIsAllocated() {
        rows.running(rows.node("np-load", "np-load-1"));
        assertThat(admin.get("/nodes?region=np-load").text())
                .contains("value=\"0.125\"", "aria-label=\"CPU allocated\"", "np-load-1");
    }

    @Test
    void htmxGetsTheListAlone() {
        rows.node("np-part", "np-part-1");
        String part =
                admin.get("/nodes?region=np-part", "HX-Request", "true", "HX-Target", "list")
                        .text();
        assertThat(part).contains("np-part-1").doesNotContain("<main", "heat-canvas");
    }

    private List<String> names(String path) {
        return found(NAME, admin.get(path).text());
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String plain(String attribute) {
        return attribute.replace("&amp;", "&");
    }
}
