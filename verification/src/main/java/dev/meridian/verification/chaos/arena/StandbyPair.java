package dev.meridian.verification.chaos.arena;

import dev.meridian.verification.local.Child;
import dev.meridian.verification.local.Database;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// A PostgreSQL and its standby by streaming replication, set up and promoted as an operator is
/// told to in docs/how-to/standby-database.md: what a commit has acknowledged stands on both.
public final class StandbyPair implements Database {
    private static final String NAME = "meridian";
    private static final String STANDBY = "elsewhere";
    private static final String LOCALE = "C.UTF-8";

    private final Path home;
    private final int primaryPort;
    private final int standbyPort;
    private final Wire replication;
    private final Child primary;
    private final Child standby;

    private StandbyPair(Path home) throws IOException {
        this.home = home;
        Ports ports = Ports.free();
        primaryPort = ports.http();
        standbyPort = ports.agents();
        replication = Wire.to(primaryPort);
        Files.createDirectories(home);
        Files.writeString(home.resolve("password"), password() + "\n");
        String _ =
                PostgresTools.run(
                        Map.of(),
                        PostgresTools.command(
                                "initdb",
                                "--pgdata=" + folder("primary"),
                                "--username=postgres",
                                "--auth=scram-sha-256",
                                "--pwfile=" + home.resolve("password"),
                                "--locale=" + LOCALE));
        configure("primary", primaryPort);
        primary = serve("primary");
        Psql onPrimary = admin(primaryPort);
        await(onPrimary, "select true");
        onPrimary.ask("create role meridian login password '" + password() + "'");
        onPrimary.ask("create database meridian owner meridian");
        onPrimary.ask("create role standby login replication password '" + password() + "'");
        String _ =
                PostgresTools.run(
                        Map.of("PGPASSWORD", password()),
                        PostgresTools.command(
                                "pg_basebackup",
                                "--dbname=host=localhost port=%d user=standby application_name=%s"
                                        .formatted(replication.port(), STANDBY),
                                "--pgdata=" + folder("standby"),
                                "--write-recovery-conf",
                                "--create-slot",
                                "--slot=" + STANDBY,
                                "--checkpoint=fast"));
        configure("standby", standbyPort);
        standby = serve("standby");
        // not before it is copied: the standby, once promoted, has nobody to wait for
        onPrimary.ask("alter system set synchronous_standby_names = '" + STANDBY + "'");
        onPrimary.ask("alter system set synchronous_commit = 'remote_apply'");
        onPrimary.ask("select pg_reload_conf()");
        await(
                onPrimary,
                "select exists (select from pg_stat_replication where sync_state = 'sync')");
    }

    /// Returns once the standby follows.
    ///
    /// @param home of both
    public static StandbyPair start(Path home) {
        try {
            return new StandbyPair(home.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String which) {
        return home.resolve(which);
    }

    private void configure(String which, int port) throws IOException {
        Files.writeString(
                folder(which).resolve("postgresql.conf"),
                """
                port = %d
                listen_addresses = 'localhost'
                unix_socket_directories = ''
                max_connections = 120
                """
                        .formatted(port),
                StandardOpenOption.APPEND);
    }

    private Child serve(String which) {
        return Child.start(
                which,
                PostgresTools.command("postgres", "-D", folder(which).toString()),
                Map.of(),
                home,
                home.resolve(which + ".log"));
    }

    private Psql admin(int port) {
        return new Psql(port, "postgres", password(), "postgres");
    }

    private static void await(Psql server, String question) {
        Waiting.until(question, () -> yes(server, question));
    }

    private static boolean yes(Psql server, String question) {
        try {
            return server.ask(question).equals("t");
        } catch (IllegalStateException _) {
            return false; // it starts
        }
    }

    public int primaryPort() {
        return primaryPort;
    }

    public int standbyPort() {
        return standbyPort;
    }

    /// The standby hears nothing more.
    public void cut() {
        replication.cut();
    }

    /// The operator's order; returns once the standby takes writes.
    public void promote() {
        String _ =
                PostgresTools.run(
                        Map.of(),
                        PostgresTools.command(
                                "pg_ctl", "promote", "--pgdata=" + folder("standby")));
    }

    /// The former primary, before anybody can reach it again.
    public void stopFormer() {
        primary.kill();
    }

    /// Of the two, in this order; whoever takes writes.
    ///
    /// @param first port of the one
    /// @param second port of the other
    public static String url(int first, int second) {
        return "jdbc:postgresql://localhost:%d,localhost:%d/%s?targetServerType=primary"
                .formatted(first, second, NAME);
    }

    @Override
    public String url() {
        return url(primaryPort, standbyPort);
    }

    @Override
    public String user() {
        return NAME;
    }

    @Override
    public String password() {
        return "of-a-trial";
    }

    @Override
    public void close() {
        for (Child server : new Child[] {primary, standby}) {
            server.signal("INT"); // a fast stop: otherwise it waits for its clients
            server.close();
        }
        replication.close();
    }
}
