package dev.meridian.controlplane.placement.model;

/// How the instances of a group are spread.
///
/// @param minDomains 0: no such rule
/// @param maxPerDomain 0: no such rule
public record Spread(DomainLevel by, int minDomains, int maxPerDomain) {

    public Spread {
        if (minDomains < 0 || maxPerDomain < 0) {
            throw new IllegalArgumentException("a spread counts from 0");
        }
    }
}
