package dev.meridian.controlplane.replicas;

import dev.meridian.controlplane.replicas.model.Lead;
import dev.meridian.controlplane.replicas.model.ReplicaId;
import dev.meridian.controlplane.replicas.store.LeadStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/// Whether this replica leads. It does from a take-over until its lease ends unrenewed, by its own
/// measure; who is wrong about it can write nothing, for the database knows the term.
///
/// Nothing depends on there being one leader: with none, agents and people are served and nothing
/// is planned; of two, one is refused at each transaction.
@Service
@EnableConfigurationProperties(LeadSettings.class)
public class Leadership {
    private static final Logger log = LoggerFactory.getLogger(Leadership.class);

    private final LeadStore store;
    private final ReplicaId me;
    private final Duration lease;
    private final Counter takeovers;
    private final Counter refused;
    private final List<Runnable> onLead = new CopyOnWriteArrayList<>();
    private volatile @Nullable Held held;

    /// @param until on our own monotonic clock, from before the lease was asked for
    private record Held(Lead lead, long until) {
        boolean stands() {
            return System.nanoTime() - until < 0;
        }
    }

    Leadership(LeadStore store, Presence presence, LeadSettings settings, MeterRegistry meters) {
        this.store = store;
        this.me = presence.id();
        this.lease = settings.lease();
        this.takeovers = meters.counter("meridian.lead.takeovers");
        this.refused = meters.counter("meridian.lead.refused");
        Gauge.builder("meridian.lead", this, each -> each.current().isPresent() ? 1 : 0)
                .register(meters);
        Gauge.builder("meridian.lead.term", this, each -> each.current().map(Lead::term).orElse(0L))
                .register(meters);
    }

    /// What is to be done as soon as this replica leads. Must return at once.
    public void onLead(Runnable listener) {
        onLead.add(listener);
    }

    /// Empty: this replica does not lead.
    public Optional<Lead> current() {
        Held now = held;
        return now != null && now.stands() ? Optional.of(now.lead()) : Optional.empty();
    }

    /// Renews the lease, or takes it where nobody holds it.
    public void runOnce(Instant now) {
        long until = System.nanoTime() + lease.toNanos();
        Held before = held;
        if (before != null) {
            if (store.renew(me, before.lead().term(), lease)) {
                held = new Held(before.lead(), until);
                return;
            }
            lost(before.lead());
        }
        store.take(me, lease).ifPresent(lead -> gained(lead, until));
    }

    private void gained(Lead lead, long until) {
        held = new Held(lead, until);
        takeovers.increment();
        log.info("this replica leads now, in term {}", lead.term());
        onLead.forEach(Runnable::run);
    }

    private void lost(Lead lead) {
        held = null;
        log.warn("this replica leads no longer: term {} is over", lead.term());
    }

    /// A round that is run while this replica leads, and left out while it does not. All that it
    /// writes is under the term; where that is over, nothing is.
    public Consumer<Instant> led(Consumer<Instant> round) {
        return now -> current().ifPresent(lead -> run(lead, () -> round.accept(now)));
    }

    private void run(Lead lead, Runnable round) {
        try {
            Leading.under(lead, round);
        } catch (RuntimeException e) {
            if (!StaleTerm.isBehind(e)) {
                throw e;
            }
            refused.increment();
            log.info("a round was refused: {}", e.getMessage());
            Held now = held;
            if (now != null && now.lead().equals(lead)) {
                lost(lead);
            }
        }
    }

    /// Lets the next one lead at once; called when all rounds have ended.
    public void resign() {
        Held before = held;
        held = null;
        if (before != null) {
            store.release(me);
        }
    }
}
