package dev.meridian.controlplane.jobs.model.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a field is when it is not given, written as a user would write it.
///
/// Lists and maps are empty by themselves, and an object without a required field is filled from
/// its own defaults, so that neither needs this. A field without a default that is not `@Nullable`
/// is required.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
