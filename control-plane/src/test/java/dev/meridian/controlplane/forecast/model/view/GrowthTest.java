package dev.meridian.controlplane.forecast.model.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.telemetry.model.demand.Asked;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Held;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final String H100 = DemandKey.accelerator("H100");

    private static DemandKey chat(String resource) {
        return new DemandKey(Scope.SERVICE, "nlp/chat", resource, Measure.DEMAND);
    }

    private static Held cores(String pool, @Nullable String service, double cores) {
        return new Held(pool, "nlp", service, new Asked(cores, 1, 1, null, 0));
    }

    private static Held devices(String pool, @Nullable String service, double devices) {
        return new Held(pool, "nlp", service, new Asked(0, 0, 0, "H100", devices));
    }

    @Test
    void growthIsDividedAsWhatIsHeldLies() {
        List<Held> held =
                List.of(
                        cores("eu/c1/a", "chat", 6),
                        devices("eu/c1/a", "chat", 3),
                        devices("us/c1/b", "chat", 1),
                        devices("us/c1/b", null, 50));
        assertThat(Growth.of(Map.of(chat(DemandKey.CPU), 9.0, chat(H100), 12.0), held))
                .isEqualTo(
                        Map.of(
                                "eu/c1/a", Map.of(DemandKey.CPU, 3.0, H100, 6.0),
                                "us/c1/b", Map.of(H100, 2.0)));
    }

    @Test
    void growthOfSeveralServicesAddsUp() {
        DemandKey draw = new DemandKey(Scope.SERVICE, "nlp/draw", H100, Measure.DEMAND);
        assertThat(
                        Growth.of(
                                Map.of(chat(H100), 4.0, draw, 3.0),
                                List.of(devices("p/c/a", "chat", 1), devices("p/c/a", "draw", 2))))
                .isEqualTo(Map.of("p/c/a", Map.of(H100, 4.0)));
    }

    @Test
    void whatIsHeldAlreadyAndWhatBatchHoldsIsNoGrowth() {
        List<Held> held = List.of(cores("eu/c1/a", "chat", 6), cores("eu/c1/a", null, 2));
        assertThat(Growth.of(Map.of(chat(DemandKey.CPU), 6.0), held)).isEmpty();
        assertThat(Growth.of(Map.of(chat(DemandKey.CPU), 5.0), held)).isEmpty();
        // a service that holds nothing has no place to grow in
        assertThat(Growth.of(Map.of(chat(H100), 5.0), held)).isEmpty();
        assertThat(Growth.of(Map.of(), held)).isEmpty();
    }

    @Test
    void batchThatIsPlacedChangesNothing() {
        Map<DemandKey, Double> foretold = Map.of(chat(H100), 4.0);
        List<Held> before = List.of(devices("p/c/a", "chat", 1));
        List<Held> after = List.of(devices("p/c/a", "chat", 1), devices("p/c/a", null, 7));
        assertThat(Growth.of(foretold, after)).isEqualTo(Growth.of(foretold, before));
    }
}
