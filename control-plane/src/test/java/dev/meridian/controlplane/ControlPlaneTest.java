package dev.meridian.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest(shared = true)
class ControlPlaneTest {
    @Autowired Api api;

    @Test
    void saysThatItIsWellToEverybody() {
        var health = api.asNobody().get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asString()).isEqualTo("UP");
        assertThat(health.text()).doesNotContain("components");
    }

    @Test
    void everythingElseWantsAToken() {
        var refused = api.asNobody().get("/api/v1/jobs");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().path("type").asString())
                .isEqualTo("urn:meridian:problem:unauthenticated");
        assertThat(api.asNobody().get("/no/such/thing").status()).isEqualTo(401);
        assertThat(api.withToken("mrd_wrong").get("/api/v1/jobs").status()).isEqualTo(401);
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(api.get("/no/such/thing").status()).isEqualTo(404);
        var wrongMethod = api.delete("/api/v1/jobs");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void describesItsApi() {
        assertThat(api.get("/v3/api-docs").json().path("openapi").asString()).startsWith("3.1");
    }
}
