package dev.meridian.controlplane.jobs.model.spec;

/// A constant of an enum as users write it.
public interface Word {
    String word();
}
