package dev.meridian.verification.demo;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The troubles that the demo makes.
final class Acts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(200));
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Acts() {}

    /// An agent dies by `kill -9` and comes back: what runs beneath it is none the wiser.
    record AgentKilled(List<Sample> samples, AgentPlan agent) implements Act {
        @Override
        public void strike(LocalSystem system, Consumer<String> progress) {
            progress.accept(
                    "kill -9 of " + agent.name() + ", process " + system.agent(agent).pid());
            system.killAgent(agent);
            system.restartAgent(agent);
            progress.accept(agent.name() + " is started again, it should adopt what still runs");
        }

        @Override
        public void mend(LocalSystem system, Consumer<String> progress) {
            system.awaitNodes();
        }
    }

    /// A host is cut off from the control plane, and both go on living.
    record HostCutOff(List<Sample> samples, AgentPlan agent, Wire wire) implements Act {
        @Override
        public void strike(LocalSystem system, Consumer<String> progress) {
            wire.cut();
            progress.accept(
                    "cut "
                            + agent.name()
                            + " off: its copy has 4 s until its lease is over, and 5 s to be gone; then it may run elsewhere");
        }

        @Override
        public void mend(LocalSystem system, Consumer<String> progress) {
            wire.mend();
            awaitState(system.client(), agent, "READY");
            progress.accept(agent.name() + " is back");
        }
    }

    /// A host is emptied in good order, and taken back into use.
    record HostDrained(List<Sample> samples, AgentPlan agent) implements Act {
        @Override
        public void strike(LocalSystem system, Consumer<String> progress) {
            post(system.client(), "drain");
            progress.accept("draining " + agent.name());
        }

        @Override
        public void mend(LocalSystem system, Consumer<String> progress) {
            post(system.client(), "uncordon");
            awaitState(system.client(), agent, "READY");
            progress.accept(agent.name() + " is empty, and takes work again");
        }

        private void post(MeridianClient client, String order) {
            client.post(
                    "/nodes/" + node(client, agent).path("id").asString() + "/" + order,
                    JSON.createObjectNode().put("reason", "the demo shows it"));
        }
    }

    private static void awaitState(MeridianClient client, AgentPlan agent, String state) {
        Optional<String> reached =
                PATIENCE.until(
                        LIMIT,
                        () ->
                                Optional.of(node(client, agent).path("state").asString(""))
                                        .filter(state::equals));
        if (reached.isEmpty()) {
            throw new IllegalStateException(
                    agent.name() + " is not " + state + ": " + node(client, agent));
        }
    }

    private static JsonNode node(MeridianClient client, AgentPlan agent) {
        return client.all("/nodes").stream()
                .filter(node -> node.path("name").asString("").equals(agent.name()))
                .findFirst()
                .orElseThrow();
    }
}
