package dev.meridian.controlplane.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The first page, with regions of which some are on the map.
@MeridianTest
class FleetPageTest {
    private static final Pattern LIVE = Pattern.compile("data-live=\"([^\"]+)\"");

    @Autowired Api api;
    @Autowired Home home;
    @Autowired JdbcClient sql;
    private Browser browser;

    @BeforeEach
    void fleet() {
        browser = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        if (sql.sql("select count(*) from regions").query(Integer.class).single() > 0) {
            return;
        }
        sql.sql(
                        """
                        insert into regions (name, latitude, longitude, jurisdiction) values
                            ('eu-west', 53.3, -6.3, 'EU'), ('us-west', 45.6, -122.6, 'US'),
                            ('ap-east', 35.6, 139.7, null), ('lab', null, null, null)\
                        """)
                .update();
        sql.sql(
                        "insert into clusters (id, region, name) select gen_random_uuid(), name, 'c' from regions")
                .update();
        sql.sql(
                        """
                        insert into node_pools (id, cluster_id, name, price_per_hour)
                        select gen_random_uuid(), id, 'default', 2.5 from clusters\
                        """)
                .update();
        sql.sql(
                        """
                        insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib, accelerators)
                        select gen_random_uuid(), cluster_id, id, 'n' || i, 8000, 16384, 1000,
                            '[{"index":0,"vendor":"declared","model":"H100","memoryMib":81559,"uuid":"u","declared":true}]'
                        from node_pools, generate_series(1, 3) i\
                        """)
                .update();
        sql.sql("insert into node_health (node_id, contact) select id, 'LOST' from nodes").update();
        sql.sql(
                        """
                        insert into region_pairs (from_region, to_region, egress_usd_per_gb, latency_ms) values
                            ('eu-west', 'us-west', 0.09, 140), ('us-west', 'eu-west', 0.05, 141),
                            ('us-west', 'ap-east', 0.11, null)\
                        """)
                .update();
    }

    @Test
    void regionsStandOnTheMapAndInTheTable() {
        String page = browser.get("/").text();
        assertThat(page)
                .contains("role=\"group\" aria-label=\"Map of the regions")
                .contains("140 ms · $0.05–0.09/GB")
                .contains("eu-west to us-west: 140 ms, $0.09 per GB")
                .contains("us-west to ap-east: latency unknown, $0.11 per GB")
                .contains("3 nodes, 3 lost · CPU 0 %")
                .contains("0 of 24 cores", "0 B of 48 GiB", "3 H100", "$7.50")
                .contains(
                        "Not on the map: <strong>lab</strong>", "meridian set region lab latitude=")
                .containsPattern(
                        "class=\"bar\"><progress[^>]+aria-label=\"CPU given away in lab\"");
        // the short way over the Pacific leaves the map on one side
        assertThat(WorldMap.WIDTH).isEqualTo(1000);
        assertThat(page).containsPattern("d=\"M888[^\"]+Q[^\"]+ 1159\\.[^\"]+M-11");
    }

    @Test
    void htmxGetsThePartAndItsStamp() {
        var part = browser.get("/", "HX-Request", "true", "HX-Target", "fleet");
        assertThat(part.text()).contains("id=\"fleet\"").doesNotContain("<html", "<nav");
        assertThat(part.header("X-As-Of")).matches("[-0-9]{10}T[:0-9]{8}Z");
        assertThat(browser.get("/", "HX-Request", "true", "HX-Target", "no-such").text())
                .contains("<html");
    }

    @Test
    void whoLooksIsToldWhenSomethingChanged() throws IOException {
        var live = LIVE.matcher(browser.get("/").text());
        assertThat(live.find()).isTrue();
        try (BufferedReader stream = browser.follow(live.group(1).replace("&amp;", "&"))) {
            assertThat(stream.readLine()).isEqualTo(":here");
            sql.sql(
                            "insert into region_pairs (from_region, to_region, egress_usd_per_gb) values ('lab', 'eu-west', 0.01)")
                    .update();
            String line;
            do {
                line = stream.readLine();
            } while (line != null && !line.startsWith("event:"));
            assertThat(line).isEqualTo("event:changed");
            assertThat(stream.readLine()).startsWith("id:fleet=");
            assertThat(stream.readLine()).isEqualTo("data:[\"fleet\"]");
        }
    }
}
