package dev.meridian.controlplane.jobs.model.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A field that is read, checked and kept, but changes nothing yet.
///
/// The pointers of such fields that a job gives are listed as `notYetEffective` in every answer
/// about it, so that nobody relies on them by mistake. Taking the annotation away is all it takes
/// to announce that a field works.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NotYetEffective {}
