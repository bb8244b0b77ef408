package dev.meridian.agent.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Gets the agent its identity: the one it kept, or a new one for its join token.
public final class FirstContact {
    private static final Logger LOG = System.getLogger(FirstContact.class.getName());

    private final IdentityStore store;
    private final Enrolment enrolment;
    private final List<HostPort> planes;
    private final InstantSource clock;
    private final Backoff backoff;

    public FirstContact(
            IdentityStore store,
            Enrolment enrolment,
            List<HostPort> planes,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.enrolment = enrolment;
        this.planes = planes;
        this.clock = clock;
        this.backoff = new Backoff(random);
    }

    /// Waits for a control plane as long as none answers.
    ///
    /// @throws IllegalArgumentException with a sentence, when there is no identity and no token
    ///   that serves
    public Identity identity(Optional<JoinToken> token) throws IOException, InterruptedException {
        Optional<Identity> kept = store.load();
        if (kept.isPresent() && !kept.get().lapsed(clock)) return kept.get();
        if (token.isEmpty()) {
            return lapsed(
                    kept.orElseThrow(() ->
                            new IllegalArgumentException(
                                    "the first start needs a --join-token; ask the control plane for one")));
        }
        boolean told = false;
        for (int turn = 0; ; turn++) {
            HostPort plane = planes.get(turn % planes.size());
            switch (enrolment.join(plane, token.get())) {
                case Enrolment.Result.Enrolled(var identity) -> {
                    LOG.log(Level.INFO, "enrolled as node {0} by {1}", identity.nodeId(), plane);
                    return identity;
                }
                case Enrolment.Result.Refused(var sentence) ->
                        throw new IllegalArgumentException("not enrolled: " + sentence);
                case Enrolment.Result.Unreachable(var sentence) -> {
                    if (!told)
                        LOG.log(Level.WARNING, "no control plane yet: {0}; trying on", sentence);
                    told = true;
                    pause(backoff.next());
                }
            }
        }
    }

    /// A node that was cut off for long: where no control plane can be asked, it looks after its
    /// work all the same.
    private Identity lapsed(Identity kept) throws IOException {
        for (HostPort plane : planes) {
            switch (enrolment.renew(plane, kept, true)) {
                case Enrolment.Result.Enrolled(var renewed) -> {
                    LOG.log(Level.INFO, "certificate renewed until {0}", renewed.expiresAt());
                    return renewed;
                }
                case Enrolment.Result.Refused(var sentence) ->
                        throw new IllegalArgumentException(
                                "this node's certificate has expired; start once with a new --join-token: "
                                        + sentence);
                case Enrolment.Result.Unreachable(var sentence) ->
                        LOG.log(
                                Level.WARNING,
                                "the certificate has expired, and no control plane can be asked: {0}",
                                sentence);
            }
        }
        return kept;
    }

    private static void pause(Duration time) throws InterruptedException {
        boolean _ =
                new java.util.concurrent.CountDownLatch(1)
                        .await(time.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
    }
}
