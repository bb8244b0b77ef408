package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Stage;
import dev.meridian.controlplane.forecast.model.live.Step;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.store.ForecastDays;
import dev.meridian.controlplane.forecast.store.ForecastStore;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.model.GoalScore;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Room is kept where a service is foretold to grow, and others are placed elsewhere while they
/// can.
@Scenario
class HeadroomTest {
    private static final Duration FORGOTTEN = Duration.ofSeconds(61);
    private static final String SERVICE =
            """
            {name: headroom-chat, type: service, placement: {anyOf: [{region: eu-west}]}, taskGroups: [
              {resources: {cpu: 1, accelerators: "H100:2"}, task: {command: ["true"]}}]}\
            """;

    @Autowired private Plane plane;
    @Autowired private Explanations explanations;
    @Autowired private ForecastStore forecasts;
    @Autowired private ForecastDays days;
    @Autowired private JdbcClient jdbc;
    private NodeId cheap;
    private NodeId dear;

    @BeforeEach
    void pools() {
        forget();
        cheap = plane.node("eu-west", "cheap", 8);
        dear = plane.node("us-east", "dear", 8);
        plane.price(cheap, 8);
        plane.price(dear, 9);
        plane.submit(SERVICE);
        plane.plan();
    }

    @AfterEach
    void forget() {
        plane.empty();
        jdbc.sql("truncate demand_series cascade").update();
        // one look at the forecasts serves a minute
        plane.pass(FORGOTTEN);
    }

    private JobId batch(String name, String places) {
        JobId job =
                plane.submit(
                        """
                        {name: %s, placement: {anyOf: [%s]}, taskGroups: [
                          {resources: {cpu: 1, accelerators: "H100:4"}, task: {command: ["true"]}}]}\
                        """
                                .formatted(name, places));
        plane.plan();
        return job;
    }

    private static final String ANYWHERE = "{region: eu-west}, {region: us-east}";

    /// That the service needs so many accelerators from two hours on.
    private void foretell(float p95) {
        int series =
                jdbc.sql(
                                """
                                insert into demand_series (scope, owner, resource, measure, busy_on)
                                values ('service', 'default/headroom-chat', :resource, 'demand', current_date)
                                returning id\
                                """)
                        .param("resource", DemandKey.accelerator("H100"))
                        .query(Integer.class)
                        .single();
        Instant origin = Course.slotOf(plane.now()).minus(Course.SLOT);
        double[] voices = new double[Voice.values().length];
        List<Step> steps =
                IntStream.range(0, Horizons.ALL.size())
                        .mapToObj(k -> {
                            Duration ahead = Horizons.ALL.get(k);
                            double most = ahead.compareTo(Duration.ofHours(2)) < 0 ? 2 : p95;
                            int slots = (int) ahead.dividedBy(Course.SLOT);
                            Instant at = origin.plus(ahead);
                            return new Step(slots, at, 1, 2, most, most, voices, voices, 0);
                        })
                        .toList();
        DemandForecast forecast =
                new DemandForecast(Integer.toString(series), origin, Stage.WEEKS, 1, steps, false);
        days.make(origin.atOffset(ZoneOffset.UTC).toLocalDate());
        List<Integer> horizons = Horizons.ALL.stream().map(each -> (int) each.toSeconds()).toList();
        forecasts.tick(
                origin, List.of(new ForecastStore.Given(forecast, null, 2)), Map.of(), horizons);
    }

    @Test
    void withoutForecastsTheCheaperPoolIsTaken() {
        assertThat(plane.only(batch("headroom-a", ANYWHERE)).node()).isEqualTo(cheap);
    }

    @Test
    void workGoesWhereNoServiceIsForetoldToGrow() {
        foretell(8);
        plane.pass(FORGOTTEN);
        assertThat(plane.only(batch("headroom-b", ANYWHERE)).node()).isEqualTo(dear);

        // who may be nowhere else is placed all the same, and told what it costs
        JobId bound = batch("headroom-c", "{region: eu-west}");
        assertThat(plane.only(bound).node()).isEqualTo(cheap);
        GoalScore goal =
                explanations.of(bound).orElseThrow().placement().getFirst().goals().stream()
                        .filter(each -> each.name().equals("target-utilisation"))
                        .findFirst()
                        .orElseThrow();
        assertThat(goal.value()).isEqualTo(1);
        assertThat(goal.sentence())
                .isEqualTo(
                        "pool default is taken to 25.0%, its target is 25.0%: 6.0 of 8 accelerators"
                                + " are kept for services that are foretold to grow");
    }

    @Test
    void whatTheServiceHoldsAlreadyIsNotKeptOnceMore() {
        foretell(2);
        plane.pass(FORGOTTEN);
        assertThat(plane.only(batch("headroom-d", ANYWHERE)).node()).isEqualTo(cheap);
    }
}
