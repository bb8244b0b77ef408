package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.DatabaseAlone;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `database FOLDER`: serves the embedded PostgreSQL until the process is told to end.
final class DatabaseServer {
    private static final int BAD_USAGE = 2;

    private DatabaseServer() {}

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.size() != 1) {
            err.println(
                    "Usage: control-plane.jar database FOLDER\nServes a PostgreSQL on loopback, with its data in the folder, until it is told to end.");
            return BAD_USAGE;
        }
        DatabaseAlone database;
        try {
            database = new DatabaseAlone(Path.of(args.getFirst()));
        } catch (CannotStart e) {
            err.println(e.getMessage() + " " + e.remedy());
            return 1;
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> close(database, ended), "stop-database"));
        out.println("SPRING_DATASOURCE_URL=" + database.url());
        out.println("SPRING_DATASOURCE_USERNAME=postgres");
        out.println("SPRING_DATASOURCE_PASSWORD=$(cat " + database.password() + ")");
        out.flush();
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void close(DatabaseAlone database, CountDownLatch ended) {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }
}
