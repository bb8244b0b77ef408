package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.Shelf;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The partitions that what is measured lies in, each by the day on which it begins.
@Repository
public class Partitions {
    private static final String LOCK =
            "select 1 from pg_advisory_xact_lock(hashtext('meridian partitions'))";

    private final JdbcClient jdbc;

    Partitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Others than those that [#make] made are left alone: their names tell no day.
    public Set<LocalDate> of(Shelf shelf) {
        return jdbc
                .sql(
                        """
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                         where i.inhparent = cast(:table as regclass)
                        """)
                .param("table", shelf.table())
                .query((row, _) -> shelf.beginOf(row.getString("relname")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /// Two who make the same one at once both find it made: `if not exists` alone would fail one.
    @Transactional
    public void make(Shelf shelf, LocalDate begin) {
        jdbc.sql(LOCK).query(Integer.class).single();
        jdbc.sql(
                        "create table if not exists %s partition of %s for values from (%s) to (%s)"
                                .formatted(
                                        shelf.nameOf(begin),
                                        shelf.table(),
                                        shelf.bound(begin),
                                        shelf.bound(shelf.after(begin))))
                .update();
    }

    /// Takes what lies in them away, in the time that it takes to unlink files.
    public void drop(Shelf shelf, Collection<LocalDate> begins) {
        for (LocalDate begin : begins) {
            jdbc.sql("drop table if exists " + shelf.nameOf(begin)).update();
        }
    }
}
