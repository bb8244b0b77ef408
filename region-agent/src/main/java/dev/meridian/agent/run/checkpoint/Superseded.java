package dev.meridian.agent.run.checkpoint;

import java.io.IOException;

/// A later attempt has begun: what this one would add counts no more.
public final class Superseded extends IOException {
    private static final long serialVersionUID = 1;

    Superseded(Generation later) {
        super("epoch %d of this work has begun since".formatted(later.epoch()));
    }
}
