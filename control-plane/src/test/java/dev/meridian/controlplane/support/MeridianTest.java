package dev.meridian.controlplane.support;

import dev.meridian.controlplane.ControlPlane;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/// A whole control plane on random ports, with a home and a database of its own.
///
/// Each class has its own plane unless it says `shared`: then it shares one with all others that
/// say so, which saves seconds, and must live with what they leave behind.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ControlPlane.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface MeridianTest {
    boolean shared() default false;

    /// The plane runs on a [SettableClock], to be injected by that type.
    boolean settableClock() default false;
}
