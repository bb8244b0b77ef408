package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.ForecastLoop;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MappedRoutes;
import dev.meridian.controlplane.support.RecordedDemand;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whatever is read over HTTP, its connection to the database is given back: one that is not is
/// missed only when the pool is empty, hours later and somewhere else.
@Scenario
class ConnectionsTest {

    /// What those routes need to be asked that read nothing without it; `{clusters}` stands for the
    /// id of one.
    private static final Map<String, String> QUERIES =
            Map.of(
                    "/nodes/named", "?cluster={clusters}&name=kept",
                    "/jobs/orders", "?order=cancel&every=true",
                    "/jobs/{}/logs/file", "?allocation={allocations}",
                    "/api/v1/forecasts", "?past=6h");

    @Autowired private Plane plane;
    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;
    @Autowired private DataSource database;
    @Autowired private ApplicationContext context;

    /// By the segment before it, what stands for a variable of a route.
    private final Map<String, String> filled = new HashMap<>();

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from demand_series").update();
        jdbc.sql("delete from anomalies").update();
    }

    /// Not for what was in the tables when the connection was young.
    @Test
    void statementsArePlannedForWhatTheyAreGiven() {
        assertThat(jdbc.sql("show plan_cache_mode").query(String.class).single())
                .isEqualTo("force_custom_plan");
    }

    @Test
    void everyRouteThatReadsGivesItsConnectionBack() throws SQLException {
        List<JobId> jobs = somethingOfEverything();
        assertThat(refusedOf(jobs.getFirst())).as("routes that had nothing to read").isEmpty();
        assertThat(refusedOf(jobs.getLast()))
                .as("nobody writes the log of what waits")
                .allMatch(answer -> answer.endsWith("/logs/live 404"));
    }

    /// What was not answered of all that can be read, with its status.
    private List<String> refusedOf(JobId job) throws SQLException {
        filled.put("jobs", job.toString());
        filled.put("allocations", plane.allocations(job).getFirst().id().toString());
        HikariPoolMXBean pool = database.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        Browser admin = People.admin(api, home);
        List<String> refused = new ArrayList<>();
        for (String address : addresses()) {
            int status =
                    address.startsWith("/api/")
                            ? api.get(address).status()
                            : admin.status(address, "Accept", "*/*");
            if (status >= 400) {
                refused.add(address + " " + status);
            }
            await().alias("connections in use after " + address)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(pool::getActiveConnections, active -> active == 0);
        }
        // so that its live pages end
        admin.post("/sign-out", Map.of());
        return refused;
    }

    private List<String> addresses() {
        return MappedRoutes.of(context, room -> room.startsWith("dev.meridian")).stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring("GET ".length()))
                .map(path -> fill(path) + query(path))
                .toList();
    }

    private String query(String path) {
        String query = QUERIES.getOrDefault(path, "");
        for (var known : filled.entrySet()) {
            query = query.replace("{" + known.getKey() + "}", known.getValue());
        }
        return query;
    }

    private String fill(String path) {
        var segments = new ArrayList<String>();
        for (String segment : path.split("/")) {
            String value = segment.equals("{}") ? filled.get(segments.getLast()) : segment;
            assertThat(value).as("what to ask %s of", path).isNotNull();
            segments.add(value);
        }
        return path.equals("/") ? path : String.join("/", segments);
    }

    /// @return a job that runs and one that waits
    private List<JobId> somethingOfEverything() {
        NodeId node = plane.node("eu-west", "kept", 4);
        JobId runs = submit("runs", "H100:4");
        plane.plan();
        plane.runs(plane.only(runs));
        JobId waits = submit("waits", "H100:4");
        plane.plan();
        plane.bean(PartitionUpkeep.class).runOnce(plane.now());
        filled.put("nodes", node.toString());
        filled.put("regions", "eu-west");
        filled.put("projects", "default");
        filled.put("queues", "default");
        filled.put("default", "default");
        for (String kind : List.of("clusters", "node-pools", "users")) {
            filled.put(kind, api.get("/api/v1/" + kind).json().at("/items/0/id").asString());
        }
        filled.put("tokens", made("/tokens", "{\"name\": \"kept\"}"));
        filled.put("approvals", made("/nodes/" + node + "/quarantine?propose=true", "{}"));
        filled.put("anomalies", anomaly(node));
        NodeId _ = plane.node("us-east", "elsewhere"); // what a drill stops needs another place
        filled.put("drills", made("/regions/eu-west/drill", "{\"everything\": true}"));
        filled.put("plans", api.get("/api/v1/plans").json().at("/items/0/id").asString());
        filled.put("forecasts", forecast());
        return List.of(runs, waits);
    }

    private JobId submit(String name, String devices) {
        return plane.submit(
                "{name: %s, taskGroups: [{resources: {cpu: 1, memory: 1Gi, accelerators: \"%s\"}, task: {command: [x]}}]}"
                        .formatted(name, devices));
    }

    private String made(String path, String body) {
        var answer = api.post("/api/v1" + path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json().path("id").asString();
    }

    private String anomaly(NodeId node) {
        return jdbc.sql(
                        """
                        insert into anomalies (id, subject_type, subject, subject_name, metric, device, since, until,
                            score, observed, band_low, expected, band_high)
                        values (gen_random_uuid(), 'node', :node, 'kept', 'gpu.temperature', 'gpu0', :now, :now,
                            4, 93, 55, 62, 70) returning id\
                        """)
                .param("node", node.toString())
                .param("now", plane.now().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single()
                .toString();
    }

    private String forecast() {
        Instant end = Course.slotOf(plane.now().minus(Duration.ofMinutes(3)));
        int series =
                new RecordedDemand(jdbc, plane.bean(PartitionUpkeep.class))
                        .write(
                                new DemandKey(
                                        Scope.CLUSTER, "eu-west/c1", DemandKey.CPU, Measure.DEMAND),
                                end.minus(Duration.ofDays(1)),
                                end,
                                1);
        plane.bean(ForecastLoop.class).runOnce(plane.now());
        return String.valueOf(series);
    }
}
