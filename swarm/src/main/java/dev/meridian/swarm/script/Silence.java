package dev.meridian.swarm.script;

import java.util.Objects;

/// Agents that say and hear nothing for a time, as behind a broken link, and then connect anew.
///
/// @param at since the whole fleet was connected
/// @param share of the agents, chosen by chance
/// @param lasts how long
public record Silence(Span at, Share share, Span lasts) {
    public Silence {
        Objects.requireNonNull(at, "a silence needs 'at'");
        Objects.requireNonNull(lasts, "a silence needs 'lasts'");
        share = Objects.requireNonNullElse(share, Share.ALL);
    }
}
