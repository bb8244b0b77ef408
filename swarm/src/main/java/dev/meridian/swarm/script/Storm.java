package dev.meridian.swarm.script;

import java.util.Objects;

/// Connections that are cut all at once, and agents that come back.
///
/// @param at since the whole fleet was connected
/// @param share of the agents, chosen by chance
/// @param within each comes back at a moment by chance within this time; 0: all at once
public record Storm(Span at, Share share, Span within) {
    public Storm {
        Objects.requireNonNull(at, "a storm needs 'at'");
        share = Objects.requireNonNullElse(share, Share.ALL);
        within = Objects.requireNonNullElse(within, new Span(0));
    }
}
