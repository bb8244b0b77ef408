package dev.meridian.agent.run;

import java.io.IOException;

/// The state that a task must go on from is not to be had here now.
final class Unrestorable extends IOException {
    private static final long serialVersionUID = 1;

    Unrestorable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
