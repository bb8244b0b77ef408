package dev.meridian.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.MeridianTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

@MeridianTest(shared = true)
class ControlPlaneTest {

    @Test
    void startsAndSaysThatItIsWell(@Value("${local.server.port}") int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var health =
                    client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("UP");
        }
    }
}
