package dev.meridian.agent.run.checkpoint;

import java.io.IOException;

/// Nobody waits for this copy any more.
public final class CalledOff extends IOException {
    private static final long serialVersionUID = 1;

    CalledOff() {
        super("the copy was called off");
    }
}
