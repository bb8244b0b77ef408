package dev.meridian.controlplane.jobs;

import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/// Makes a plane forget what it has read of specs, as a restart does.
public final class ForgottenSpecs {
    private ForgottenSpecs() {}

    public static void of(ApplicationContext plane) {
        ((Map<?, ?>)
                        Objects.requireNonNull(
                                ReflectionTestUtils.getField(
                                        plane.getBean(SpecCache.class), "kept")))
                .clear();
    }
}
