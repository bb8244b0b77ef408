package dev.meridian.controlplane.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one place where time and randomness enter; everything else is handed them.
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
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
