package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.verification.chaos.arena.TwoRegions;
import dev.meridian.verification.chaos.arena.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;

/// Asks one control plane over and over to take on a small job, and remembers those that it says it
/// has.
final class Acknowledged implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final MeridianClient client;
    private final String region;
    private final List<String> jobs = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    /// @param client of that control plane alone; closed with this
    /// @param region in which the jobs would like to run
    Acknowledged(MeridianClient client, String region) {
        this.client = client;
        this.region = region;
        this.thread = Thread.ofVirtual().name("submits").start(this::submit);
    }

    private void submit() {
        while (!over.get()) {
            try {
                jobs.add(
                        client.submit(TwoRegions.spec("small", region, "", "exit 0"))
                                .path("id")
                                .asString());
            } catch (Refused | JacksonException _) {
                // it promised nothing
            }
            Waiting.rest(BETWEEN);
        }
    }

    int count() {
        return jobs.size();
    }

    List<String> all() {
        return List.copyOf(jobs);
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        thread.join();
        client.close();
    }
}
