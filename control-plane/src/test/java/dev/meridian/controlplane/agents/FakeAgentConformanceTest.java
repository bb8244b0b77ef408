package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.controlplane.support.AgentIdentity;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.FakeHost;
import dev.meridian.controlplane.support.FakeTask;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

class FakeAgentConformanceTest extends AgentConformance {
    private @Nullable FakeAgent agent;

    @Override
    void start(ScriptedPlane plane, Path dataDir) throws Exception {
        var wish = new AgentIdentity.Wish("conformance", "c1", "", "fake");
        var identity = AgentIdentity.join(plane.port(), plane.authority(), plane.token(), wish);
        agent =
                new FakeAgent(
                                plane.port(),
                                identity,
                                FakeHost.plain("conformance", "fake"),
                                FakeAgentConformanceTest::script)
                        .persistent()
                        .connect();
    }

    @Override
    void stop() {
        if (agent != null) {
            agent.close();
        }
    }

    /// The few shell scripts of the suite, as the fake plays them.
    private static FakeTask.Script script(Assignment assignment) {
        String text = assignment.getCommandList().getLast();
        if (text.startsWith("exit ")) {
            return new FakeTask.Exits(Integer.parseInt(text.substring("exit ".length())), 50);
        }
        return text.startsWith("echo one")
                ? new FakeTask.Speaks(List.of("one", "two"), 2_000)
                : new FakeTask.Runs();
    }
}
