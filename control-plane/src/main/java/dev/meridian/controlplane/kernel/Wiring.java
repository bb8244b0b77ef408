package dev.meridian.controlplane.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one place where time, randomness and the home folder enter; everything else is handed them.
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Home home(@Value("${meridian.home}") Path path) {
        return new Home(path);
    }

    @Bean
    HomeLock homeLock(Home home) {
        return new HomeLock(home);
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    /// For jitter and search, where speed counts and secrecy does not.
    @Bean
    RandomGenerator randomGenerator() {
        return RandomGenerator.of("L64X128MixRandom");
    }

    @Bean
    Ids ids(Clock clock, SecureRandom random) {
        var generator =
                Generators.timeBasedEpochGenerator(
                        random,
                        new UUIDClock() {
                            @Override
                            public long currentTimeMillis() {
                                return clock.millis();
                            }
                        });
        return generator::generate;
    }
}
