package dev.meridian.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.FakePlane;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowingTest {

    @Test
    void aLostStreamIsTakenUpAfterTheLastEventThatWasSeen() {
        List<String> lines = new ArrayList<>();
        try (var plane = new FakePlane()) {
            plane.streams("/allocations/a/logs", "id:5\ndata:  one\n\nid:9\ndata:two\n\n");
            var client =
                    new MeridianClient(new Connection(URI.create(plane.url()), Optional.empty()));

            client.followLogs(
                    "a",
                    "stdout",
                    line -> {
                        lines.add(line);
                        plane.streams(
                                "/allocations/a/logs", "id:12\ndata:three\n\nevent:end\ndata:\n\n");
                    });

            assertThat(lines).containsExactly(" one", "two", "three");
            assertThat(plane.asked().getLast()).endsWith("follow=true after 9");
        }
    }

    @Test
    void eventsAreCutAsTheStandardHasIt() throws IOException {
        var events =
                new ServerEvents(
                        new ByteArrayInputStream(
                                ": comment\n\ndata: a\ndata:b\nid: 1\n\n\nevent:x\ndata\n\ndata: unfinished"
                                        .getBytes(StandardCharsets.UTF_8)),
                        "0");

        assertThat(events.next()).isEqualTo(new ServerEvents.Event("1", "message", "a\nb"));
        assertThat(events.next()).isEqualTo(new ServerEvents.Event("1", "x", ""));
        assertThat(events.next()).isNull();
    }
}
