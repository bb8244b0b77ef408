package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.ControlPlane;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Specs;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A PostgreSQL that is stopped in the middle of all makes 503 of every call, without a wait once
/// that is known, and serves again by itself as soon as it goes on.
class FrozenDatabaseTest {
    private static final String JOBS = "/api/v1/jobs";

    @TempDir private Path folder;
    private ConfigurableApplicationContext plane;
    private Api api;

    @BeforeEach
    void start() {
        plane =
                new SpringApplicationBuilder(ControlPlane.class)
                        .run(
                                "--meridian.home=" + folder,
                                "--meridian.agents.port=0",
                                "--server.port=0");
        api = Api.of(plane.getEnvironment(), plane.getBean(Home.class));
    }

    @AfterEach
    void stop() throws Exception {
        signal("CONT");
        plane.close();
    }

    @Test
    void everybodyIsToldToComeAgainAndNobodyWaitsInVain() throws Exception {
        assertThat(api.post(JOBS, Specs.smallest()).status()).isEqualTo(201);

        signal("STOP");
        assertThat(together(60, () -> api.get(JOBS)))
                .as("who asked before it was known")
                .allSatisfy(FrozenDatabaseTest::toldToComeAgain);
        await().until(() -> away() == 1);
        assertThat(together(300, () -> api.post(JOBS, Specs.smallest())))
                .allSatisfy(FrozenDatabaseTest::toldToComeAgain);
        assertThat(away()).isEqualTo(1);

        signal("CONT");
        await().until(() -> away() == 0);
        assertThat(api.post(JOBS, Specs.smallest()).status()).isEqualTo(201);
        assertThat(api.get(JOBS).json().path("items"))
                .as("what was refused was not stored")
                .hasSize(2);
    }

    private static void toldToComeAgain(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private double away() {
        return plane.getBean(MeterRegistry.class).get("meridian.database.away").gauge().value();
    }

    private static List<Api.Answer> together(int calls, Callable<Api.Answer> call)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> each :
                    threads.invokeAll(Stream.generate(() -> call).limit(calls).toList())) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    /// To the server and all that serve for it.
    private void signal(String name) throws IOException, InterruptedException {
        String first =
                Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).getFirst();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        Stream.concat(Stream.of(server), server.descendants())
                .forEach(process -> command.add(Long.toString(process.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
