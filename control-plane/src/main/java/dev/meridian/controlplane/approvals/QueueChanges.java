package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalKind;
import dev.meridian.controlplane.approvals.model.Subject;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A change of a queue's weight, quota or borrowing: who may edit the project's queues proposes,
/// who answers for all projects decides.
@Component
public class QueueChanges implements ProposalKind {
    private static final String NAME = "queue-change";
    private static final List<String> FIELDS =
            List.of(
                    "parent",
                    "weight",
                    "cpuMillis",
                    "memoryMib",
                    "accelerators",
                    "borrowing",
                    "suspended");

    private final Queues queues;

    QueueChanges(Queues queues) {
        this.queues = queues;
    }

    /// @param now as the queue stands, with its version
    public NewProposal wish(Queue now, Queue wanted, String by, String reason) {
        Map<String, Object> before = fields(now);
        Map<String, Object> after = fields(wanted);
        List<Evidence.Item> differences =
                FIELDS.stream()
                        .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                        .map(field ->
                                Evidence.Item.of(
                                        field
                                                + ": "
                                                + before.getOrDefault(field, "none")
                                                + " → "
                                                + after.getOrDefault(field, "none")))
                        .toList();
        String id = now.project() + "/" + now.name();
        return new NewProposal(
                NAME,
                new Subject("queue", id, id, now.project()),
                Long.toString(now.version()),
                "Change queue " + id + ".",
                after,
                new Evidence(Map.of(), differences),
                by,
                reason);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role approver() {
        return Role.ADMIN;
    }

    @Override
    public Optional<String> changed(Proposal proposal) {
        Queue wanted = queue(proposal);
        Optional<Queue> now = queues.find(wanted.project(), wanted.name());
        if (now.isEmpty()) {
            return Optional.of("Queue " + proposal.subject().id() + " is no more.");
        }
        return Long.toString(now.get().version()).equals(proposal.wish().seen())
                ? Optional.empty()
                : Optional.of(edited(proposal, now.get().version()));
    }

    @Override
    public Optional<String> carryOut(Proposal proposal, String because, Instant now) {
        return switch (queues.change(queue(proposal), Long.valueOf(proposal.wish().seen()))) {
            case Edit.Done<Queue> _ -> Optional.empty();
            case Edit.Missing<Queue> _ ->
                    Optional.of("Queue " + proposal.subject().id() + " is no more.");
            case Edit.Stale<Queue>(long version) -> Optional.of(edited(proposal, version));
            case Edit.Conflicting<Queue>(String sentence) -> Optional.of(sentence);
        };
    }

    private static String edited(Proposal proposal, long version) {
        return "Queue %s was edited since this was proposed: it was at version %s and is at version %d."
                .formatted(proposal.subject().id(), proposal.wish().seen(), version);
    }

    /// What is not limited, or not there, is left out.
    private static Map<String, Object> fields(Queue queue) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "parent", queue.parent());
        put(fields, "weight", queue.weight());
        Limits quota = queue.quota();
        put(fields, "cpuMillis", quota.cpu() == null ? null : quota.cpu().value());
        put(fields, "memoryMib", quota.memory() == null ? null : quota.memory().value());
        put(fields, "accelerators", quota.accelerators());
        put(fields, "borrowing", queue.borrowing());
        put(fields, "suspended", queue.suspended());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static Queue queue(Proposal proposal) {
        String[] path = proposal.subject().id().split("/", 2);
        Map<String, Object> fields = proposal.wish().change();
        return new Queue(
                path[0],
                path[1],
                fields.get("parent") instanceof String parent ? parent : null,
                fields.get("weight") instanceof Number weight ? weight.doubleValue() : 1,
                new Limits(
                        fields.get("cpuMillis") instanceof Number cpu
                                ? new Millicores(cpu.longValue())
                                : null,
                        fields.get("memoryMib") instanceof Number memory
                                ? new Mebibytes(memory.longValue())
                                : null,
                        fields.get("accelerators") instanceof Number devices
                                ? devices.intValue()
                                : null),
                Boolean.TRUE.equals(fields.get("borrowing")),
                Boolean.TRUE.equals(fields.get("suspended")),
                0);
    }
}
