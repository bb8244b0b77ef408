package dev.meridian.verification.endtoend;

import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/// Holds up a task until the test lets it through: a port on which nobody listens yet. A file would
/// not do, for a task sees neither our homes nor our /tmp.
final class Gate implements AutoCloseable {

    private final int port;
    private @Nullable ServerSocket door;

    private Gate(int port) {
        this.port = port;
    }

    static Gate shut() {
        return new Gate(Ports.free().http());
    }

    /// The words of a shell that wait, and then do that.
    String before(String words) {
        return "until (exec 3<>/dev/tcp/127.0.0.1/"
                + port
                + ") 2>/dev/null; do sleep 0.1; done; "
                + words;
    }

    void open() throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public void close() throws IOException {
        if (door != null) {
            door.close();
        }
    }
}
