package dev.meridian.controlplane.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.projects.model.CaFingerprint;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.store.JoinTokenStoreAccess;
import dev.meridian.controlplane.support.SettableClock;
import dev.meridian.controlplane.support.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class JoinTokensTest {
    private static final String FINGERPRINT = "ab".repeat(32);
    private static final Caller ADA = new Caller("ada", UUID.randomUUID(), Set.of());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final JoinTokens tokens = joinTokens();

    private JoinTokens joinTokens() {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("authority", (CaFingerprint) () -> FINGERPRINT);
        return new JoinTokens(
                JoinTokenStoreAccess.on(TestDatabase.fresh().jdbc()),
                new Secrets(new SecureRandom()),
                beans.getBeanProvider(CaFingerprint.class),
                UUID::randomUUID,
                clock);
    }

    @Test
    void ofManyHostsWithOneTokenOneJoins() throws Exception {
        var made = tokens.create(ADA, "eu-west", "c1", "gpu", Duration.ofMinutes(15));
        assertThat(made.secret()).matches("mrj_[A-Za-z0-9_-]{43}\\." + FINGERPRINT);
        int joined = 0;
        try (var hosts = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 30; i++) {
                attempts.add(() -> tokens.redeem(made.secret(), clock.instant()).isPresent());
            }
            for (Future<Boolean> attempt : hosts.invokeAll(attempts)) {
                joined += attempt.get() ? 1 : 0;
            }
        }
        assertThat(joined).isEqualTo(1);
        assertThat(tokens.find(made.token().id()).orElseThrow().usedAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void whatIsRedeemedSaysWhereTheHostBelongs() {
        var made = tokens.create(ADA, "eu-west", "c1", "gpu", Duration.ofMinutes(15));
        assertThat(tokens.redeem(made.secret(), clock.instant()))
                .hasValueSatisfying(token -> assertThat(token.pool()).isEqualTo("gpu"));
    }

    @Test
    void aTokenEndsAfterItsTime() {
        var made = tokens.create(ADA, "eu-west", "c1", "gpu", Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(tokens.redeem(made.secret(), clock.instant())).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> tokens.create(ADA, "eu-west", "c1", "gpu", Duration.ofMinutes(16)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeletedTokenIsWorthNothing() {
        var made = tokens.create(ADA, "eu-west", "c1", "gpu", Duration.ofMinutes(15));
        assertThat(tokens.delete(made.token().id())).isTrue();
        assertThat(tokens.redeem(made.secret(), clock.instant())).isEmpty();
    }
}
