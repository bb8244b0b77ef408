package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.swarm.link.Enrolment;
import dev.meridian.swarm.link.Plane;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/// What stands before the TLS of the door for agents, on real connections.
@MeridianTest
@Import(Door.class)
@TestPropertySource(properties = "meridian.agents.handshakes=2")
class DoorkeeperTest {
    /// The head of a TLS record, whose body never comes.
    private static final byte[] BEGUN = {22, 3, 1, 2, 0};

    @Autowired private Door door;
    @Autowired private MeterRegistry meters;

    private final List<Socket> strangers = new ArrayList<>();

    @AfterEach
    void strangersLeave() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    void whoSaysNothingTakesNoPlace() throws IOException {
        come(20);
        assertThat(joins("beside-the-silent")).isNotEmpty();
    }

    @Test
    void whoStallsHoldsUpNobodyForLong() throws IOException {
        for (Socket stranger : come(6)) {
            stranger.getOutputStream().write(BEGUN);
        }
        await().until(() -> waiting() == 4);
        assertThat(joins("after-the-stalled")).isNotEmpty();
    }

    @Test
    void whoIsGoneBeforeItsTurnCostsNothing() throws IOException {
        List<Socket> many = come(40);
        for (Socket stranger : many) {
            stranger.getOutputStream().write(BEGUN);
        }
        await().until(() -> waiting() == 38);
        for (Socket stranger : many) {
            stranger.close();
        }
        // by turns alone this would take 38 s
        await().atMost(Duration.ofSeconds(8)).until(() -> waiting() == 0);
        assertThat(joins("after-the-gone")).isNotEmpty();
    }

    private List<Socket> come(int count) throws IOException {
        List<Socket> come = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            come.add(new Socket(InetAddress.getLoopbackAddress(), door.port()));
        }
        strangers.addAll(come);
        return come;
    }

    /// By a connection of its own, with its handshake.
    private String joins(String name) {
        try (var enrolment =
                new Enrolment(new Plane("127.0.0.1", door.port()), door.token("door"))) {
            return enrolment.join(door.token("door"), name).nodeId();
        }
    }

    private double waiting() {
        return meters.get("meridian.agent.handshakes.waiting").gauge().value();
    }
}
