package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.support.AgentIdentity;
import dev.meridian.controlplane.support.MeridianTest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@MeridianTest(shared = true)
@Import(Door.class)
class EnrolmentTest {
    private final Door door;
    private final FleetQueries fleet;

    EnrolmentTest(@Autowired Door door, @Autowired FleetQueries fleet) {
        this.door = door;
        this.fleet = fleet;
    }

    @Test
    void aTokenTurnsAHostIntoANodeWithACertificateOfADay() throws Exception {
        AgentIdentity identity = door.join("enrol-1", "host");

        Node node = fleet.node(NodeId.of(identity.nodeId())).orElseThrow();
        X509Certificate certificate = certificate(identity);
        assertThat(node.region().value()).isEqualTo("enrol-1");
        assertThat(node.name()).isEqualTo("host");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + node.id());
        assertThat(
                        Duration.between(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @Test
    void aTokenJoinsOneHostOnly() {
        String token = door.token("enrol-2");
        var wish = new AgentIdentity.Wish("enrol-2", "c1", "", "host");
        AgentIdentity.join(door.port(), door.authority(), token, wish);

        assertThatThrownBy(() -> AgentIdentity.join(door.port(), door.authority(), token, wish))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> {
                            assertThat(refused.getStatus().getCode())
                                    .isEqualTo(Status.Code.UNAUTHENTICATED);
                            assertThat(refused.getStatus().getDescription())
                                    .contains("unknown, used or expired");
                        });
    }

    @Test
    void aTokenIsForItsPlaceAndIsNotSpentByAMistake() {
        String token = door.token("enrol-3");

        assertThatThrownBy(() ->
                        AgentIdentity.join(
                                door.port(),
                                door.authority(),
                                token,
                                new AgentIdentity.Wish("elsewhere", "c1", "", "host")))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused ->
                                assertThat(refused.getStatus().getCode())
                                        .isEqualTo(Status.Code.PERMISSION_DENIED));
        var right = new AgentIdentity.Wish("", "", "default", "host");
        assertThat(AgentIdentity.join(door.port(), door.authority(), token, right).nodeId())
                .isNotEmpty();
    }

    @Test
    void aKeyThatIsNotTheSendersIsRefused() {
        var stranger = new AgentIdentity("", AgentIdentity.newKeys(), null, door.authority());
        ManagedChannel channel = stranger.channel(door.port());
        try {
            var request =
                    EnrolRequest.newBuilder()
                            .setJoinToken(door.token("enrol-4"))
                            .setPublicKey(
                                    ByteString.copyFrom(stranger.keys().getPublic().getEncoded()))
                            .setProof(ByteString.copyFromUtf8("no signature"))
                            .build();
            assertThatThrownBy(() -> EnrolmentGrpc.newBlockingStub(channel).enrol(request))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused ->
                                    assertThat(refused.getStatus().getCode())
                                            .isEqualTo(Status.Code.INVALID_ARGUMENT));
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void theOldCertificateEarnsANewOneForTheSameNode() throws Exception {
        AgentIdentity identity = door.join("enrol-5", "host");

        AgentIdentity renewed = identity.renew(door.port());

        assertThat(renewed.nodeId()).isEqualTo(identity.nodeId());
        assertThat(certificate(renewed).getSerialNumber())
                .isNotEqualTo(certificate(identity).getSerialNumber());
    }

    @Test
    void withoutTokenAndCertificateNobodyEnrols() {
        var nobody = new AgentIdentity("", AgentIdentity.newKeys(), null, door.authority());

        assertThatThrownBy(() -> nobody.renew(door.port()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused ->
                                assertThat(refused.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNAUTHENTICATED));
    }

    private static X509Certificate certificate(AgentIdentity identity) throws Exception {
        byte[] der = identity.certificate();
        assertThat(der).isNotNull();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }
}
