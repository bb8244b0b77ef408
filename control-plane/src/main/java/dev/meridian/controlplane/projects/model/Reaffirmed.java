package dev.meridian.controlplane.projects.model;

/// Credentials that can be looked at again, long after the request that showed them.
public interface Reaffirmed {

    /// Whether they still make the same caller, who may neither more nor less: false once they are
    /// revoked or expired, or the grants of their user changed.
    boolean stands();
}
