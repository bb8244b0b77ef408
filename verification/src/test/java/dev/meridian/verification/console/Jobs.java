package dev.meridian.verification.console;

import dev.meridian.cli.client.MeridianClient;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Jobs of the tests, each of one kind.
final class Jobs {

    private final MeridianClient client;

    Jobs(MeridianClient client) {
        this.client = client;
    }

    /// @param more further lines of the spec
    /// @return its id
    String submit(String name, String command, String more) {
        return client.submit(
                        """
                        name: %s
                        project: nlp
                        %s
                        taskGroups:
                        - resources: {cpu: 0.1, memory: 32Mi}
                          task: {driver: process, command: [bash, -c, '%s']}
                        """
                                .formatted(name, more, command))
                .path("id")
                .asString();
    }

    String submit(String name, String command) {
        return submit(name, command, "");
    }

    /// Runs until it is cancelled, and says something each second.
    String endless(String name) {
        return submit(name, "i=0; while :; do i=$((i+1)); echo line $i; sleep 1; done");
    }

    /// Asks for more than there is.
    String impossible(String name) {
        return client.submit(
                        """
                        name: %s
                        project: nlp
                        taskGroups:
                        - resources: {cpu: 1, memory: 64Mi, accelerators: "H100:8"}
                          task: {driver: process, command: ["true"]}
                        """
                                .formatted(name))
                .path("id")
                .asString();
    }

    String state(String job) {
        return client.job(job).path("state").asString();
    }

    void await(String job, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(job).equals(state));
    }

    /// Of its only copy.
    String region(String job) {
        return client.allocations(job).getFirst().path("region").asString();
    }

    void cancel(String job) {
        client.cancel(job, "the test is over");
    }
}
