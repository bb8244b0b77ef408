package dev.meridian.controlplane.forecast.store;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The partitions that forecasts lie in, one a day of their origins.
@Repository
public class ForecastDays {
    private static final String PREFIX = "forecasts_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient jdbc;
    private final Set<LocalDate> made = new HashSet<>();

    ForecastDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// So that forecasts from that day have their place.
    public synchronized void make(LocalDate day) {
        if (made.contains(day)) {
            return;
        }
        jdbc.sql(
                        "create table if not exists %s%s partition of forecasts for values from ('%s 00:00+00') to ('%s 00:00+00')"
                                .formatted(PREFIX, DAY.format(day), day, day.plusDays(1)))
                .update();
        made.add(day);
    }

    /// Takes away what lies before a day, in the time that it takes to unlink files.
    public synchronized void dropBefore(LocalDate first) {
        made.clear();
        jdbc
                .sql(
                        """
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'forecasts'::regclass\
                        """)
                .query(String.class)
                .list()
                .stream()
                .filter(name ->
                        LocalDate.parse(name.substring(PREFIX.length()), DAY).isBefore(first))
                .forEach(name -> jdbc.sql("drop table if exists " + name).update());
    }

    /// Takes away the errors of the days before one.
    public void forgetErrorsBefore(LocalDate first) {
        jdbc.sql("delete from forecast_errors where day < :first").param("first", first).update();
    }
}
