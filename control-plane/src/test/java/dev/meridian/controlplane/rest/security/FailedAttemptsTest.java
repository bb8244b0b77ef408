package dev.meridian.controlplane.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest
class FailedAttemptsTest {
    private static final int FORGIVEN = 20;

    @Autowired Api api;

    @Test
    void whoGuessesTooOftenIsToldToWaitAndWhoHasATokenIsNotHeldUp() {
        for (int i = 0; i < FORGIVEN; i++) {
            assertThat(api.withToken("mrd_guess" + i).get("/api/v1/projects").status())
                    .isEqualTo(401);
        }
        var refused = api.withToken("mrd_one-more").get("/api/v1/projects");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("6");
        var password =
                api.asNobody()
                        .withHeader("Authorization", "Basic YWRtaW46Z3Vlc3M=")
                        .post("/api/v1/tokens", "{\"name\":\"x\"}");
        assertThat(password.status()).isEqualTo(429);
        assertThat(api.get("/api/v1/projects").status()).isEqualTo(200);
        assertThat(api.get("/actuator/prometheus").text())
                .contains("meridian_access_failures_total 2");
    }
}
