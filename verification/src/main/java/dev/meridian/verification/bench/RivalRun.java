package dev.meridian.verification.bench;

import dev.meridian.verification.seed.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// The same values by two plainer ways, into tables as they would be: a row a value, with the same
/// two indexes.
final class RivalRun {
    private static final int NODES = 2_000;
    private static final int NODES_ALONE = 200;
    private final Database database;
    private final Path home;
    private final PrintWriter out;

    RivalRun(Database database, Path home, PrintWriter out) {
        this.database = database;
        this.home = home;
        this.out = out;
    }

    void print(List<UUID> fleet) throws SQLException, IOException {
        database.execute(
                """
                create table rival (at timestamptz not null, node_id uuid not null, metric text not null, device text not null,
                    value double precision not null);
                create index on rival (node_id, metric, at);
                create index on rival using brin (at)\
                """);
        int copied = Math.min(NODES, fleet.size());
        double copy = secondsOf(() -> copy(fleet.subList(0, copied)));
        double perCopied = copy / copied;
        int inserted = Math.min(NODES_ALONE, fleet.size());
        double insert = secondsOf(() -> insert(fleet.subList(0, inserted)));
        double perInserted = insert / inserted;
        long size = database.count("select pg_total_relation_size('rival')");
        double perRow = size / (double) ((copied + inserted) * TelemetryRun.HOST.size());
        double aSecond = fleet.size() / 10.0;
        out.println("the same values, a row a value (processor time of both sides):");
        TelemetryRun.line(out, "cores, COPY", "%.3f", perCopied * aSecond);
        TelemetryRun.line(out, "cores, inserts of single rows", "%.3f", perInserted * aSecond);
        TelemetryRun.line(
                out, "MB a node and day", "%.2f", perRow * TelemetryRun.HOST.size() * 8_640 / 1e6);
        out.println();
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    private double secondsOf(Work work) throws SQLException, IOException {
        Cores before = Cores.now(home);
        work.run();
        return Cores.now(home).since(before).both();
    }

    private void copy(List<UUID> nodes) throws SQLException, IOException {
        StringBuilder lines = new StringBuilder();
        Instant now = Instant.now();
        for (UUID node : nodes) {
            for (int i = 0; i < TelemetryRun.HOST.size(); i++) {
                String[] words = (TelemetryRun.HOST.get(i) + "@").split("@", -1);
                lines.append(now).append('\t').append(node).append('\t').append(words[0]);
                lines.append('\t').append(words[1]).append('\t').append(i * 1.5).append('\n');
            }
        }
        try {
            Object connection =
                    database.connection().unwrap(Class.forName("org.postgresql.PGConnection"));
            Object api =
                    Class.forName("org.postgresql.PGConnection")
                            .getMethod("getCopyAPI")
                            .invoke(connection);
            api.getClass()
                    .getMethod("copyIn", String.class, Reader.class)
                    .invoke(api, "copy rival from stdin", new StringReader(lines.toString()));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("COPY cannot be had", e);
        }
    }

    private void insert(List<UUID> nodes) throws SQLException {
        try (var statement =
                database.connection()
                        .prepareStatement("insert into rival values (?, ?, ?, ?, ?)")) {
            for (UUID node : nodes) {
                for (int i = 0; i < TelemetryRun.HOST.size(); i++) {
                    statement.setObject(1, Instant.now().atOffset(ZoneOffset.UTC));
                    statement.setObject(2, node);
                    statement.setString(3, TelemetryRun.HOST.get(i));
                    statement.setString(4, "");
                    statement.setDouble(5, i * 1.5);
                    statement.executeUpdate();
                }
            }
        }
    }
}
