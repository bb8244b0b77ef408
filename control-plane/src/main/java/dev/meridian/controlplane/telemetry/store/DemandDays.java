package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads days of series and puts them together.
@Repository
public class DemandDays {
    public static final int SLOTS = (int) Duration.ofDays(1).dividedBy(Course.SLOT);

    static final String DAYS =
            """
            select day, series, %s as points from demand_days
            where series = any (cast(:ids as int[])) and day >= :from and day <= :to\
            """;

    private final JdbcClient jdbc;

    DemandDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How many slots of its day come before the one that holds a moment.
    static int indexOf(Instant at) {
        return (int)
                (at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay()
                        / Course.SLOT.toSeconds());
    }

    /// By series; of each all slots from one to another, those that nobody observed as `NaN`.
    ///
    /// @param from the start of a slot
    /// @param to the start of the slot after the last
    public Map<Integer, Course> read(
            Collection<Integer> series, Instant from, Instant to, Statistic statistic) {
        int slots = (int) Duration.between(from, to).dividedBy(Course.SLOT);
        Map<Integer, Course> courses = new HashMap<>();
        for (Integer id : series) {
            double[] values = new double[slots];
            Arrays.fill(values, Double.NaN);
            courses.put(id, new Course(from, Course.SLOT, values));
        }
        String column =
                switch (statistic) {
                    case MEAN -> "means";
                    case MAXIMUM -> "maxima";
                };
        jdbc.sql(DAYS.formatted(column))
                .param("ids", series.toArray(Integer[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC).toLocalDate())
                .param("to", to.atOffset(ZoneOffset.UTC).toLocalDate())
                .query(row -> {
                    Course course = courses.get(row.getInt("series"));
                    if (course != null) fill(course, row);
                });
        return courses;
    }

    private static void fill(Course course, ResultSet row) throws SQLException {
        Instant day =
                row.getObject("day", LocalDate.class).atStartOfDay(ZoneOffset.UTC).toInstant();
        int first = Math.toIntExact(Duration.between(course.start(), day).dividedBy(Course.SLOT));
        Array array = row.getArray("points");
        @Nullable Float[] points = (@Nullable Float[]) array.getArray();
        for (int i = 0; i < points.length; i++) {
            int at = first + i;
            Float point = points[i];
            if (at >= 0 && at < course.values().length && point != null) {
                course.values()[at] = point;
            }
        }
    }
}
