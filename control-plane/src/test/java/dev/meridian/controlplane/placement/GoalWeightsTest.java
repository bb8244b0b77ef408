package dev.meridian.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.Price;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GoalWeightsTest {

    @Test
    void aNameIsFoundAlsoAsAnEnvironmentVariableHasIt() {
        assertThat(new GoalWeights(Map.of("service-load", 7.0, "STABILITY", 0.0)).weights())
                .containsExactlyInAnyOrderEntriesOf(Map.of("service-load", 7.0, "stability", 0.0));
        assertThat(new GoalWeights(Map.of("SERVICELOAD", 8.0)).weights())
                .containsExactlyEntriesOf(Map.of("service-load", 8.0));
    }

    @Test
    void theyAreProperties() {
        var properties = new MapConfigurationPropertySource();
        properties.put("meridian.placement.weights.target-utilisation", "250");
        properties.put("meridian.placement.target-utilisation", "0.8");
        assertThat(
                        new Binder(properties)
                                .bindOrCreate("meridian.placement", GoalWeights.class)
                                .weights())
                .containsExactlyEntriesOf(Map.of("target-utilisation", 250.0));
    }

    @Test
    void whatIsNoSoftGoalIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> new GoalWeights(Map.of("residency", 3.0)))
                .hasMessageContaining("no soft goal 'residency'")
                .hasMessageContaining("egress, fragmentation");
    }

    @Test
    void aWeightIsNeitherNegativeNorWithoutBound() {
        assertThatThrownBy(() -> new GoalWeights(Map.of("price", -1.0)))
                .hasMessageContaining("the weight of 'price'");
        assertThatThrownBy(() -> new GoalWeights(Map.of("price", Double.NaN)))
                .hasMessageContaining("NaN");
    }

    @Test
    void theUsualOnesAreThoseOfTheGoals() {
        assertThat(Goals.usualWeights()).containsEntry("price", new Price().weight());
    }
}
