package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.migration.MigrationSettings;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.order.WorkOrder;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import dev.meridian.controlplane.placement.solver.Strategy;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How much the solver may take is configured, and what the goals weigh; all else follows from
/// them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GoalWeights.class)
class PlacementWiring {

    @Bean
    SolverSettings solverSettings(
            @Value("${meridian.solver.window:256}") int window,
            @Value("${meridian.solver.per-window:20ms}") Duration perWindow,
            @Value("${meridian.solver.moves-per-window:0}") long movesPerWindow,
            @Value("${meridian.solver.per-plan:400ms}") Duration perPlan,
            @Value("${meridian.solver.threshold:0.85}") double threshold,
            @Value("${meridian.solver.seed:1}") long seed,
            @Value("${meridian.solver.strategy:hill-climbing}") String strategy) {
        return new SolverSettings(
                window, perWindow, movesPerWindow, perPlan, threshold, seed, Strategy.of(strategy));
    }

    @Bean
    ClaimSettings claimSettings(
            @Value("${meridian.queues.preemption:true}") boolean preemption,
            @Value("${meridian.queues.reserve-after:1m}") Duration reserveAfter,
            @Value("${meridian.queues.reservations:4}") int reservations) {
        return new ClaimSettings(preemption, reserveAfter, reservations);
    }

    @Bean
    MigrationSettings migrationSettings(
            @Value("${meridian.migrations.every:1m}") Duration every,
            @Value("${meridian.migrations.budget:8}") int budget,
            @Value("${meridian.migrations.gain:0.25}") double gain,
            @Value("${meridian.migrations.nodes:96}") int nodes,
            @Value("${meridian.migrations.rest:1h}") Duration rest,
            @Value("${meridian.migrations.ending:10m}") Duration ending,
            @Value("${meridian.migrations.search:500ms}") Duration search) {
        return new MigrationSettings(every, budget, gain, nodes, rest, ending, search);
    }

    @Bean
    OrderSettings orderSettings(
            @Value("${meridian.queues.order:size}") String order,
            @Value("${meridian.queues.patience:24h}") Duration patience,
            @Value("${meridian.queues.yield-to-smaller:false}") boolean yielding) {
        return new OrderSettings(WorkOrder.of(order), patience, yielding);
    }

    @Bean
    Planning planning(
            SolverSettings settings,
            ClaimSettings claims,
            Foresight foresight,
            OrderSettings ordered) {
        return new Planning(settings, claims, foresight, ordered);
    }
}
