package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Series.Point;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads series, of a span's beginning from roll-ups and of the rest from raw samples.
@Repository
public class SeriesReads {
    /// Summed by position first, named last: a layout is looked up once a step and not once a
    /// value.
    static final String SERIES =
            """
            with rolled as (
                select r.layout, u.i, date_bin(:step * interval '1 millisecond', r.at, :from) as bucket,
                    sum(u.mean * r.samples) as total, sum(r.samples) as samples, max(u.most) as most
                from sample_rollups r cross join lateral unnest(r.means, r.maxima) with ordinality u(mean, most, i)
                where r.%1$s and r.at >= :from and r.at < :cut
                group by 1, 2, 3),
            raw as (
                select s.layout, u.i, date_bin(:step * interval '1 millisecond', s.at, :from) as bucket,
                    sum(u.value::float8) as total, count(*) as samples, max(u.value) as most
                from samples s cross join lateral unnest(s.readings) with ordinality u(value, i)
                where s.%1$s and s.at >= :cut and s.at < :to
                group by 1, 2, 3),
            parts as (select * from rolled union all select * from raw)
            select l.metrics[p.i] as metric, l.devices[p.i] as device, p.bucket,
                sum(p.total) / sum(p.samples) as average, max(p.most) as max
            from parts p join sample_layouts l on l.id = p.layout
            group by 1, 2, 3 order by 1, 2, 3\
            """;

    private final JdbcClient jdbc;

    SeriesReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param cut before it roll-ups are read, from it on raw samples
    public List<Series> ofNode(NodeId node, Span span, Instant cut) {
        return series("node_id = :id and allocation_id is null", node.value(), span, cut);
    }

    /// @param cut before it roll-ups are read, from it on raw samples
    public List<Series> ofAllocation(AllocationId allocation, Span span, Instant cut) {
        return series("allocation_id = :id", allocation.value(), span, cut);
    }

    private static final class Gathering {
        private final List<Series> all = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private @Nullable String metric;
        private String device = "";

        void add(String nextMetric, String nextDevice, Point point) {
            if (!(nextMetric.equals(metric) && nextDevice.equals(device))) {
                end();
            }
            metric = nextMetric;
            device = nextDevice;
            points.add(point);
        }

        List<Series> end() {
            if (metric != null) {
                all.add(new Series(metric, device, points));
                points.clear();
            }
            return all;
        }
    }

    private List<Series> series(String whose, UUID id, Span span, Instant cut) {
        Gathering gathering = new Gathering();
        jdbc.sql(SERIES.formatted(whose))
                .param("id", id)
                .param("from", span.from().atOffset(ZoneOffset.UTC))
                .param("cut", cut.atOffset(ZoneOffset.UTC))
                .param("to", span.to().atOffset(ZoneOffset.UTC))
                .param("step", span.step().toMillis())
                .query(row -> {
                    gathering.add(
                            row.getString("metric"),
                            row.getString("device"),
                            new Point(
                                    row.getObject("bucket", OffsetDateTime.class).toInstant(),
                                    row.getDouble("average"),
                                    row.getDouble("max")));
                });
        return gathering.end();
    }
}
