package dev.meridian.verification.bench;

import dev.meridian.verification.seed.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// How long a page waits for the series of a node, through the REST API.
final class DayQueries {
    private static final int NODES = 20;
    private static final int ROUNDS = 12;
    private static final int COLD_ROUNDS = 6;
    private static final double LIMIT_MILLIS = 100;

    /// A day of rows and a month of roll-ups of some nodes, with the layout that was sent.
    private static final String FILL =
            """
            do $$ begin
                for d in -1 .. 0 loop
                    execute format('create table if not exists samples_%%s partition of samples for values from (%%L) to (%%L)',
                        to_char((now() at time zone 'UTC')::date + d, 'YYYYMMDD'),
                        ((now() at time zone 'UTC')::date + d)::text || ' 00:00+00', ((now() at time zone 'UTC')::date + d + 1)::text || ' 00:00+00');
                    execute format('create table if not exists sample_rollups_%%s partition of sample_rollups for values from (%%L) to (%%L)',
                        to_char(date_trunc('month', now() at time zone 'UTC') + d * interval '1 month', 'YYYYMM'),
                        (date_trunc('month', now() at time zone 'UTC') + d * interval '1 month')::text || '+00',
                        (date_trunc('month', now() at time zone 'UTC') + (d + 1) * interval '1 month')::text || '+00');
                end loop;
            end $$;
            insert into samples (at, node_id, layout, readings)
            select now() - s * interval '10 s', n.id, (select min(id) from sample_layouts), array(select random() * 1000 from generate_series(1, 10))::real[]
            from generate_series(8640, 60, -1) s, (select id from nodes order by name limit %1$d) n where now() - s * interval '10 s' >= (now() at time zone 'UTC')::date - 1;
            insert into sample_rollups (at, node_id, layout, samples, means, maxima)
            select date_bin('15 min', now(), '2000-01-01') - s * interval '15 min', n.id, (select min(id) from sample_layouts), 90,
                array(select random() * 1000 from generate_series(1, 10))::real[], array(select 1000 + random() * 1000 from generate_series(1, 10))::real[]
            from generate_series(2000, 1, -1) s, (select id from nodes order by name limit %1$d) n
            where date_bin('15 min', now(), '2000-01-01') - s * interval '15 min' >= date_trunc('month', now() at time zone 'UTC') - interval '1 month';
            update sample_rollups_until set at = date_bin('15 min', now(), '2000-01-01');
            analyze samples; analyze sample_rollups\
            """;

    private final Database database;
    private final Path home;
    private final int port;
    private final PrintWriter out;

    DayQueries(Database database, Path home, int port, PrintWriter out) {
        this.database = database;
        this.home = home;
        this.port = port;
        this.out = out;
    }

    void print(List<UUID> fleet) throws IOException, InterruptedException {
        database.execute(FILL.formatted(NODES));
        List<UUID> nodes = fleet.subList(0, Math.min(NODES, fleet.size()));
        out.println("series of a node, all ten metrics, through the REST API:");
        for (Duration length :
                List.of(
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1),
                        Duration.ofDays(7))) {
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (UUID node : nodes) {
                    double took = ask(node, length);
                    if (round >= COLD_ROUNDS) millis.add(took);
                }
            }
            millis.sort(Double::compare);
            String name = length.toHours() + " h";
            TelemetryRun.line(out, name + ", median ms", "%.1f", millis.get(millis.size() / 2));
            TelemetryRun.line(
                    out,
                    name + ", 95 of 100 below ms",
                    "%.1f",
                    millis.get(millis.size() * 95 / 100));
            if (length.equals(Duration.ofDays(1))) {
                TelemetryRun.line(
                        out,
                        "  times the limit of 100 ms",
                        "%.2f",
                        millis.get(millis.size() * 95 / 100) / LIMIT_MILLIS);
            }
        }
    }

    private double ask(UUID node, Duration length) throws IOException, InterruptedException {
        Instant to = Instant.now();
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/api/v1/telemetry/nodes/%s?from=%s&to=%s"
                                                .formatted(port, node, to.minus(length), to)))
                        .header(
                                "Authorization",
                                "Bearer " + Files.readString(home.resolve("admin-token")).strip())
                        .build();
        long start = System.nanoTime();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        double took = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != 200 || !answer.body().contains("average")) {
            throw new IllegalStateException("no series: " + answer.body());
        }
        return took;
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
}
