package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.Decided;
import dev.meridian.controlplane.approvals.model.Ending;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalId;
import dev.meridian.controlplane.approvals.model.ProposalKind;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.approvals.model.Proposed;
import dev.meridian.controlplane.approvals.store.ProposalStore;
import dev.meridian.controlplane.projects.model.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Proposes, and decides.
///
/// What is approved is carried out in the transaction that says so: there is no approval without
/// its effect, and however many agree, one effect.
@Service
@EnableConfigurationProperties(ApprovalSettings.class)
public class Approvals {
    private final ProposalStore store;
    private final ProposalKinds kinds;
    private final FourEyes eyes;
    private final ApprovalSettings settings;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    Approvals(
            ProposalStore store,
            ProposalKinds kinds,
            FourEyes eyes,
            ApprovalSettings settings,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.store = store;
        this.kinds = kinds;
        this.eyes = eyes;
        this.settings = settings;
        this.transaction = transaction;
        this.meters = meters;
        for (String kind : kinds.names()) {
            Stream.of(ProposalState.values())
                    .filter(ProposalState::isEnded)
                    .forEach(state -> ended(kind, state));
        }
    }

    public Proposed propose(NewProposal wish, Instant now) {
        while (true) {
            Proposed proposed = transaction.execute(_ -> tryPropose(wish, now));
            if (proposed != null) {
                return proposed;
            }
        }
    }

    /// @return null where the one that was in the way has just ended
    private @Nullable Proposed tryPropose(NewProposal wish, Instant now) {
        Optional<ProposalId> id = store.insert(wish, now, now.plus(settings.lifetime()));
        if (id.isEmpty()) {
            return store.waiting(wish.kind(), wish.subject())
                    .map(Proposed.Waiting::new)
                    .orElse(null);
        }
        Proposal made = store.find(id.get()).orElseThrow();
        store.tell(made, "PROPOSED", wish.sentence(), now);
        return new Proposed.Made(made);
    }

    /// As [#propose], and where it waits already its evidence becomes the one of now; not where a
    /// person proposed it.
    ///
    /// @return what is news: it was not proposed until now
    public Optional<Proposal> keepProposed(NewProposal wish, Instant now) {
        return switch (propose(wish, now)) {
            case Proposed.Made(Proposal made) -> Optional.of(made);
            case Proposed.Waiting(Proposal old) -> {
                NewProposal was = old.wish();
                if (was.by().equals(NewProposal.SYSTEM)
                        && !was.evidence().equals(wish.evidence())) {
                    store.renew(old, wish.reason(), wish.evidence());
                }
                yield Optional.empty();
            }
        };
    }

    /// @param expected version that the caller has seen; null: whatever is there
    public Decided approve(
            ProposalId id, Caller caller, String reason, @Nullable Long expected, Instant now) {
        var overtaken = new Overtaken[1];
        Decided decided =
                transaction.execute(status -> {
                    Decided tried = approveLocked(id, caller, reason, expected, now, overtaken);
                    if (overtaken[0] != null) {
                        status.setRollbackOnly();
                    }
                    return tried;
                });
        if (overtaken[0] != null) {
            end(overtaken[0].proposal(), stale(overtaken[0].sentence(), now));
        }
        return decided;
    }

    /// The subject has changed, so that what was done of it is taken back.
    private record Overtaken(Proposal proposal, String sentence) {}

    private Decided approveLocked(
            ProposalId id,
            Caller caller,
            String reason,
            @Nullable Long expected,
            Instant now,
            @Nullable Overtaken[] overtaken) {
        Optional<Proposal> found = store.lock(id);
        if (found.isEmpty()) {
            return new Decided.Missing();
        }
        Proposal proposal = found.get();
        Optional<ProposalKind> kind = kinds.find(proposal.wish().kind());
        Optional<Decided> early = early(proposal, kind, expected, ProposalState.APPROVED, now);
        if (early.isPresent() || kind.isEmpty()) {
            return early.orElseThrow();
        }
        Optional<String> refusal = eyes.refusal(proposal, caller, kind.get().approver());
        if (refusal.isPresent()) {
            return new Decided.Forbidden(refusal.get());
        }
        Optional<String> changed =
                kind.get()
                        .changed(proposal)
                        .or(() -> kind.get().carryOut(proposal, because(proposal, caller), now));
        if (changed.isPresent()) {
            overtaken[0] = new Overtaken(proposal, changed.get());
            return new Decided.Refused(
                    changed.get() + " Nothing was done; look at it again and propose anew.");
        }
        end(proposal, new Ending(ProposalState.APPROVED, caller.name(), reason, now));
        return new Decided.Done(store.find(id).orElseThrow());
    }

    /// @param reason not empty
    /// @param expected version that the caller has seen; null: whatever is there
    public Decided reject(
            ProposalId id, Caller caller, String reason, @Nullable Long expected, Instant now) {
        return transaction.execute(_ -> {
            Optional<Proposal> found = store.lock(id);
            if (found.isEmpty()) {
                return new Decided.Missing();
            }
            Proposal proposal = found.get();
            Optional<ProposalKind> kind = kinds.find(proposal.wish().kind());
            Optional<Decided> early = early(proposal, kind, expected, ProposalState.REJECTED, now);
            if (early.isPresent() || kind.isEmpty()) {
                return early.orElseThrow();
            }
            if (!caller.may(kind.get().approver(), null)
                    && !caller.name().equals(proposal.wish().by())) {
                return new Decided.Forbidden(
                        "This needs the role " + kind.get().approver().label() + ".");
            }
            end(proposal, new Ending(ProposalState.REJECTED, caller.name(), reason, now));
            return new Decided.Done(store.find(id).orElseThrow());
        });
    }

    /// What can be answered without asking who calls.
    private static Optional<Decided> early(
            Proposal proposal,
            Optional<ProposalKind> kind,
            @Nullable Long expected,
            ProposalState wanted,
            Instant now) {
        if (proposal.state() == wanted) {
            return Optional.of(new Decided.Done(proposal));
        }
        Ending ending = proposal.ending();
        if (ending != null) {
            return Optional.of(new Decided.Refused(ending.sentence()));
        }
        if (expected != null && expected != proposal.version()) {
            return Optional.of(new Decided.Stale(proposal.version()));
        }
        if (!now.isBefore(proposal.expiresAt())) {
            return Optional.of(
                    new Decided.Refused("It expired at " + proposal.expiresAt() + ", undecided."));
        }
        return kind.isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Decided.Refused(
                                "This version knows no proposals of the kind "
                                        + proposal.wish().kind()
                                        + "."));
    }

    private static String because(Proposal proposal, Caller caller) {
        String reason = proposal.wish().reason();
        return (reason.isEmpty() ? proposal.wish().sentence() : reason)
                + " (proposed by "
                + proposal.wish().by()
                + ", approved by "
                + caller.name()
                + ")";
    }

    static Ending stale(String sentence, Instant now) {
        return new Ending(ProposalState.STALE, NewProposal.SYSTEM, sentence, now);
    }

    /// @return whether it was pending until now
    boolean end(Proposal proposal, Ending ending) {
        return transaction.execute(_ -> {
            if (!store.end(proposal, ending)) {
                return false;
            }
            store.tell(
                    proposal,
                    ending.state().name(),
                    proposal.wish().sentence() + " " + ending.sentence(),
                    ending.at());
            ended(proposal.wish().kind(), ending.state()).increment();
            return true;
        });
    }

    private Counter ended(String kind, ProposalState state) {
        return meters.counter("meridian.approvals.ended", "kind", kind, "state", state.name());
    }
}
