package dev.meridian.controlplane.agents;

import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.agent.Host;
import dev.meridian.swarm.agent.SimulatedAgent;
import dev.meridian.swarm.agent.Surroundings;
import dev.meridian.swarm.link.Enrolment;
import dev.meridian.swarm.link.Identity;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.Script;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// The agent of the fleet simulator: what it shows of a control plane under load is true only
/// because of this.
class SimulatedAgentConformanceTest extends AgentConformance {
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private @Nullable SimulatedAgent agent;

    @Override
    void start(ScriptedPlane scripted, Path dataDir) {
        Plane plane = new Plane("127.0.0.1", scripted.port());
        Identity identity;
        try (var enrolment = new Enrolment(plane, scripted.token())) {
            identity = enrolment.join(scripted.token(), "simulated");
        }
        agent =
                new SimulatedAgent(
                        new Surroundings(plane, timer, timer, Script.QUIET::play, new Figures()),
                        identity,
                        new Host("simulated", "conformance", "c1", 8_000, 8_192, 0, "", 0),
                        new SplittableRandom(1));
        agent.connect();
    }

    @Override
    void stop() {
        timer.shutdownNow();
        if (agent != null) {
            agent.close();
        }
    }
}
