package dev.meridian.controlplane;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Set;

/// The ways to read the wall clock, to throw dice and to sleep that tests cannot set.
final class Clocks {

    private static final Set<String> UNSETTABLE =
            Set.of(
                    "java.time.Instant.now()",
                    "java.time.LocalDate.now()",
                    "java.time.LocalDateTime.now()",
                    "java.time.OffsetDateTime.now()",
                    "java.time.ZonedDateTime.now()",
                    "java.time.Clock.systemUTC()",
                    "java.time.Clock.systemDefaultZone()",
                    "java.lang.System.currentTimeMillis()",
                    "java.lang.Math.random()",
                    "java.util.Random.<init>()",
                    "java.util.UUID.randomUUID()",
                    "java.util.concurrent.ThreadLocalRandom.current()",
                    "java.lang.Thread.sleep(long)",
                    "java.lang.Thread.sleep(java.time.Duration)");

    private Clocks() {}

    static ArchRule noneReadBy(GivenClassesConjunction classes) {
        return classes.should(
                ArchConditions.not(
                        ArchConditions.accessTargetWhere(
                                DescribedPredicate.describe(
                                        "a clock, dice or a sleep that tests cannot set",
                                        (JavaAccess<?> access) ->
                                                UNSETTABLE.contains(
                                                        access.getTarget().getFullName())))));
    }
}
