package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.NodeCertificates;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Finds out whose certificates are, for all who ask meanwhile with one statement: thousands that
/// come at once would else take the connections to the database that heartbeats need.
@Component
class Holders {
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int PATIENCE_SECONDS = 15;

    private final NodeCertificates certificates;
    private final Clock clock;
    private final Gathering<Question> gathering =
            new Gathering<>("holders", MOST_WAITING, MOST_AT_ONCE, this::answer);

    Holders(NodeCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    private record Question(String serial, CompletableFuture<Optional<NodeId>> answer) {}

    /// Waits until that is known.
    ///
    /// @return empty when we never issued it, it was revoked, or it has expired
    /// @throws RuntimeException when it cannot be known now
    Optional<NodeId> of(String serial) {
        var question = new Question(serial, new CompletableFuture<>());
        if (!gathering.offer(question)) {
            throw new IllegalStateException("too many wait to be known");
        }
        return question.answer().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void answer(List<Question> questions) {
        try {
            Map<String, NodeId> known =
                    certificates.holders(
                            questions.stream().map(Question::serial).toList(), clock.instant());
            questions.forEach(
                    each -> each.answer().complete(Optional.ofNullable(known.get(each.serial()))));
        } catch (RuntimeException e) {
            questions.forEach(each -> each.answer().completeExceptionally(e));
        }
    }
}
