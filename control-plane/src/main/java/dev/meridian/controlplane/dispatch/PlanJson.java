package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.placement.model.CountedVeto;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.RunnerUp;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes a plan's reasons as the API tells them, so that a stored explanation is an answer
/// already.
@Component
class PlanJson {
    private final JsonMapper mapper = JsonMapper.builder().build();

    /// `{score, goals: [{name, value, weight, sentence}], runnerUp: {node, name, score} | null,
    /// bids: [{region, node, score, goals}]}`, bids where more than one region did.
    String why(PlacementDecision decision) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("score", decision.score());
        json.put(
                "goals",
                decision.goals().stream()
                        .map(goal ->
                                Map.of(
                                        "name", goal.name(),
                                        "value", goal.value(),
                                        "weight", goal.weight(),
                                        "sentence", goal.sentence()))
                        .toList());
        @Nullable RunnerUp next = decision.runnerUp();
        json.put(
                "runnerUp",
                next == null
                        ? null
                        : Map.of(
                                "node",
                                next.node().toString(),
                                "name",
                                next.name(),
                                "score",
                                next.score()));
        if (!decision.bids().isEmpty()) {
            json.put("bids", decision.bids());
        }
        return mapper.writeValueAsString(json);
    }

    /// `{otherReasons, vetoes, wouldFitIf, queue, expectedStart}`
    String why(PendingExplanation pending) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("otherReasons", pending.otherReasons().stream().map(PlanJson::reason).toList());
        json.put("vetoes", pending.vetoes().stream().map(PlanJson::veto).toList());
        json.put(
                "wouldFitIf",
                pending.wouldFitIf().stream()
                        .map(fit -> Map.of("change", fit.change(), "nodes", fit.nodes()))
                        .toList());
        var queue = pending.queue();
        json.put(
                "queue",
                queue == null ? null : Map.of("name", queue.name(), "position", queue.position()));
        var start = pending.expectedStart();
        json.put(
                "expectedStart",
                start == null
                        ? null
                        : Map.of(
                                "p10", start.p10().toString(),
                                "p50", start.p50().toString(),
                                "p90", start.p90().toString()));
        return mapper.writeValueAsString(json);
    }

    private static Map<String, Object> reason(PendingReason reason) {
        return Map.of(
                "token",
                reason.token().text(),
                "sentence",
                reason.sentence(),
                "numbers",
                reason.numbers());
    }

    private static Map<String, Object> veto(CountedVeto counted) {
        return Map.of(
                "token", counted.veto().token().text(),
                "nodes", counted.nodes(),
                "sentence", counted.veto().sentence(),
                "numbers", counted.veto().numbers(),
                "waitingHelps", counted.veto().waitingHelps());
    }
}
