package dev.meridian.controlplane.telemetry.store;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The partitions of one day (UTC) that samples lie in.
@Repository
public class SamplePartitions {
    private static final String PREFIX = "samples_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient jdbc;

    SamplePartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Set<LocalDate> days() {
        return jdbc.sql(
                        """
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                         where i.inhparent = 'samples'::regclass
                        """)
                .query((row, _) ->
                        LocalDate.parse(row.getString("relname").substring(PREFIX.length()), DAY))
                .set();
    }

    public void make(LocalDate day) {
        jdbc.sql(
                        "create table if not exists %s partition of samples for values from ('%s 00:00+00') to ('%s 00:00+00')"
                                .formatted(name(day), day, day.plusDays(1)))
                .update();
    }

    /// Takes the days' samples away, in the time that it takes to unlink a file.
    public void drop(List<LocalDate> days) {
        for (LocalDate day : days) {
            jdbc.sql("drop table if exists " + name(day)).update();
        }
    }

    private static String name(LocalDate day) {
        return PREFIX + DAY.format(day);
    }
}
