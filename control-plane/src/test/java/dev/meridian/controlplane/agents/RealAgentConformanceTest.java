package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The real agent as a process of its own.
class RealAgentConformanceTest extends AgentConformance {
    private static final Path JAR =
            Path.of("..", "region-agent", "target", "region-agent.jar")
                    .toAbsolutePath()
                    .normalize();

    private @Nullable Process agent;

    @Override
    void start(ScriptedPlane plane, Path dataDir) throws Exception {
        assumeTrue(
                Files.exists(JAR),
                JAR
                        + " is not built: the real agent is not held to the suite; 'make build' builds it");
        agent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                JAR.toString(),
                                "--control-plane=127.0.0.1:" + plane.port(),
                                "--region=conformance",
                                "--cluster=c1",
                                "--data-dir=" + dataDir,
                                "--join-token=" + plane.token(),
                                "--drivers=process",
                                "--capacity=cpu=8,memory=8Gi")
                        .redirectErrorStream(true)
                        .redirectOutput(
                                Files.createDirectories(Path.of("target", "conformance"))
                                        .resolve("agent.log")
                                        .toFile())
                        .start();
    }

    @Override
    void stop() throws Exception {
        if (agent != null) {
            agent.destroy();
            assertThat(agent.waitFor(60, TimeUnit.SECONDS))
                    .as("the agent ends when it is asked to")
                    .isTrue();
        }
    }
}
