package dev.meridian.controlplane.scenario;

import dev.meridian.controlplane.support.MeridianTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/// A plane whose loops stand still until the script turns them; all scenarios share it, one after
/// another.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MeridianTest(shared = true, settableClock = true)
@TestPropertySource(
        properties = {"meridian.loops.enabled=false", "meridian.silence.start-grace=0s"})
@Import(Scenario.Wiring.class)
@interface Scenario {

    @TestConfiguration(proxyBeanMethods = false)
    class Wiring {
        @Bean
        @Primary
        FakeAgents fakeAgents() {
            return new FakeAgents();
        }

        @Bean
        Plane plane(ApplicationContext context) {
            return new Plane(context);
        }
    }
}
