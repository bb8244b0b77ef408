package dev.meridian.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.TestControlPlane;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.Testimony;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node without a way of its own speaks to the control plane by the way of a peer, over real TLS.
class PeerDoorTest {
    private static final Testimony TESTIMONY =
            Testimony.newBuilder()
                    .addEnded(
                            AllocationReport.newBuilder()
                                    .setAllocationId("a")
                                    .setEpoch(3)
                                    .setState(TaskState.FENCED))
                    .build();

    @TempDir Path place;
    private TestControlPlane plane;
    private PeerDoor door;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        enrol(plane, "peer");
        door = open();
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
        plane.close();
    }

    private PeerDoor open() throws Exception {
        Path home = place.resolve("peer");
        return PeerDoor.open(home, "127.0.0.1", 0, new IdentityStore(home));
    }

    private Identity enrol(TestControlPlane by, String name) throws Exception {
        var wish = new Enrolment.Wish(name, "r", "c", "");
        var enrolment = new Enrolment(new IdentityStore(place.resolve(name)), wish);
        return switch (enrolment.join(by.address(), JoinToken.parse(by.newToken()))) {
            case Enrolment.Result.Enrolled(var identity) -> identity;
            case Enrolment.Result.Refused(var why) -> throw new AssertionError(why);
            case Enrolment.Result.Unreachable(var why) -> throw new AssertionError(why);
        };
    }

    private HostPort peer() {
        return new HostPort("127.0.0.1", door.port());
    }

    private String tell(Identity identity) {
        return new Witness(List.of(), List.of(peer()), identity).tell(TESTIMONY).why();
    }

    @Test
    void aTestimonyGoesByThePeersWay() throws Exception {
        door.lend(() -> Optional.of(plane.address()));

        assertThat(tell(enrol(plane, "cut-off"))).isEmpty();

        assertThat(plane.testimony).containsExactlyElementsOf(TESTIMONY.getEndedList());
        assertThat(plane.through).containsExactly(peer().toString());
    }

    @Test
    void aPeerIsNotTroubledWhereThePlaneCanBeReached() throws Exception {
        door.lend(() -> Optional.of(plane.address()));
        var witness =
                new Witness(
                        List.of(plane.address()), List.of(peer()), enrol(plane, "well-connected"));

        assertThat(witness.tell(TESTIMONY).why()).isEmpty();

        assertThat(plane.through).containsExactly("");
    }

    @Test
    void aPeerThatIsCutOffItselfLendsNothing() throws Exception {
        door.lend(Optional::empty);

        assertThat(tell(enrol(plane, "cut-off"))).isNotEmpty();

        assertThat(plane.testimony).isEmpty();
    }

    @Test
    void nobodyOfAnotherInstallationIsLetIn() throws Exception {
        door.lend(() -> Optional.of(plane.address()));
        try (TestControlPlane other = new TestControlPlane()) {
            assertThat(tell(enrol(other, "stranger"))).isNotEmpty();
        }

        assertThat(plane.testimony).isEmpty();
    }

    @Test
    void aPortIsKeptOverRestarts() throws Exception {
        int port = door.port();
        door.close();
        door = open();
        assertThat(door.port()).isEqualTo(port);
    }
}
