package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.Neighbour;
import dev.meridian.controlplane.dispatch.Introductions;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.FakeHost;
import dev.meridian.controlplane.support.FakeTask;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// Who is told of whom, over the real link.
@MeridianTest
@Import(Door.class)
class IntroductionsTest {
    private final Door door;
    private final Introductions introductions;

    IntroductionsTest(@Autowired Door door, @Autowired Introductions introductions) {
        this.door = door;
        this.introductions = introductions;
    }

    @AfterEach
    void agentsLeave() {
        door.close();
    }

    private FakeAgent agent(String region, String name, String port) throws Exception {
        FakeAgent agent =
                door.agent(
                        door.join(region, name),
                        FakeHost.plain(region, name).labelled(Map.of("peer-port", port)),
                        _ -> new FakeTask.Runs());
        var _ = agent.welcome().get(60, java.util.concurrent.TimeUnit.SECONDS);
        return agent;
    }

    private static List<Integer> ports(FakeAgent agent) {
        return agent.neighbours().isEmpty()
                ? List.of()
                : agent.neighbours().getLast().getPeersList().stream()
                        .map(Neighbour::getPort)
                        .sorted()
                        .toList();
    }

    @Test
    void aNodeIsToldOfThoseOfItsClusterThatLendTheirWay() throws Exception {
        FakeAgent first = agent("ring-1", "first", "4001");
        FakeAgent second = agent("ring-1", "second", "4002");
        FakeAgent lendsNothing = agent("ring-1", "third", "none of your business");
        FakeAgent elsewhere = agent("ring-2", "elsewhere", "4003");
        introductions.runOnce(Instant.now());

        await().until(() -> ports(first).equals(List.of(4002)));
        await().until(() -> ports(second).equals(List.of(4001)));
        await().until(() -> ports(lendsNothing).equals(List.of(4001, 4002)));
        assertThat(elsewhere.neighbours()).isEmpty();

        FakeAgent late = agent("ring-1", "late", "4004");
        introductions.runOnce(Instant.now());

        await().until(() -> ports(first).equals(List.of(4002, 4004)));
        await().until(() -> ports(late).equals(List.of(4001, 4002)));
    }

    @Test
    void nothingIsSaidTwice() throws Exception {
        FakeAgent one = agent("ring-3", "one", "4001");
        FakeAgent other = agent("ring-3", "other", "4002");
        introductions.runOnce(Instant.now());
        await().until(() -> ports(one).equals(List.of(4002)) && ports(other).equals(List.of(4001)));
        introductions.runOnce(Instant.now());
        FakeAgent newcomer = agent("ring-4", "newcomer", "4003");
        introductions.runOnce(Instant.now());
        assertThat(newcomer.neighbours()).isEmpty();
        assertThat(one.neighbours()).hasSize(1);
    }
}
