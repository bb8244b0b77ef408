package dev.meridian.controlplane.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.placement.DryRuns;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.placement.model.Explanation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a job's owner is told before, while and after it is placed.
@Scenario
class ExplanationTest {
    private static final String SMALL = "{name: a, taskGroups: [{task: {command: [\"true\"]}}]}";
    private static final String BIG =
            "{name: big, taskGroups: [{resources: {cpu: 10}, task: {command: [\"true\"]}}]}";
    private static final String TWO_STEPS =
            """
            {name: steps, taskGroups: [
              {name: first, task: {command: ["true"]}},
              {name: second, dependsOn: [first], task: {command: ["true"]}}]}
            """;

    @Autowired private Plane plane;
    @Autowired private Explanations explanations;
    @Autowired private DryRuns dryRuns;
    @Autowired private JobSpecReader specs;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    private Explanation explanation(JobId job) {
        return explanations.of(job).orElseThrow();
    }

    private static Explanation.Reason reason(Explanation explanation) {
        return requireNonNull(explanation.reason(), "it does not wait");
    }

    @Test
    void whatIsPlacedSaysWhyThere() {
        plane.node("eu-west", "n1");
        plane.node("us-east", "n2");
        JobId job = plane.submit(SMALL);
        plane.plan();
        Explanation explanation = explanation(job);
        assertThat(explanation.reason()).isNull();
        assertThat(explanation.placement()).hasSize(1);
        Explanation.Where where = explanation.placement().getFirst();
        assertThat(where.node()).isIn("n1", "n2");
        assertThat(where.goals()).extracting("name").contains("price", "fragmentation");
        assertThat(where.runnerUp()).isNotNull();
    }

    @Test
    void whatWaitsSaysWhyBeforeAndAfterAPlan() {
        plane.node("eu-west", "n1");
        JobId job = plane.submit(BIG);
        Explanation before = explanation(job);
        assertThat(reason(before).token()).isEqualTo("NoMatchingNode");
        plane.plan();
        Explanation after = explanation(job);
        assertThat(reason(after).sentence()).isEqualTo("needs 10 cores, the largest node has 8");
        assertThat(after.vetoes()).hasSize(1);
        assertThat(after.vetoes().getFirst().nodes()).isEqualTo(1);
        assertThat(after.wouldFitIf().getFirst().change()).isEqualTo("cpu: 8 or less");
        assertThat(requireNonNull(after.queue()).position()).isEqualTo(1);
    }

    @Test
    void whatItsBudgetDoesNotPayForWaitsAndSaysSo() {
        plane.price(plane.node("eu-west", "n1"), 8);
        JobId job =
                plane.submit(
                        "{name: a, budget: {maxHourlyCost: 2}, taskGroups: [{count: 3, task: {command: [\"true\"]}}]}");
        plane.plan();
        Explanation explanation = explanation(job);
        assertThat(explanation.placement()).hasSize(2);
        assertThat(reason(explanation).token()).isEqualTo("ExceedsBudget");
        assertThat(reason(explanation).sentence())
                .isEqualTo(
                        "would cost more than its budget; budget.maxHourlyCost is $2.00, of which what it has and starts now takes $2.00 an hour");
    }

    @Test
    void whatDependsOnOthersSaysOnWhich() {
        plane.node("eu-west", "n1");
        JobId job = plane.submit(TWO_STEPS);
        plane.plan();
        assertThat(reason(explanation(job)).sentence())
                .isEqualTo("waits until first has succeeded");
    }

    @Test
    void aDryRunTellsWhereAndStoresNothing() {
        plane.node("eu-west", "n1");
        DryRun fits = dryRuns.plan(spec(TWO_STEPS));
        assertThat(fits.fits()).isTrue();
        assertThat(fits.allocations()).extracting(DryRun.Planned::node).containsOnly("n1");
        DryRun waits = dryRuns.plan(spec(BIG));
        assertThat(waits.fits()).isFalse();
        assertThat(requireNonNull(waits.allocations().getFirst().reason()).token())
                .isEqualTo("NoMatchingNode");
    }

    private JobSpec spec(String yaml) {
        return switch (specs.read(yaml.getBytes(UTF_8), SpecFormat.YAML)) {
            case SpecReading.Accepted accepted -> accepted.spec();
            case SpecReading other -> throw new AssertionError(other);
        };
    }
}
