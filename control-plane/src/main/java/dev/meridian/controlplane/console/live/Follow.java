package dev.meridian.controlplane.console.live;

import java.io.IOException;

/// Sends what there is, until it returns or is interrupted because the stream is to end.
@FunctionalInterface
public interface Follow {
    void to(LiveStream stream) throws IOException, InterruptedException;
}
