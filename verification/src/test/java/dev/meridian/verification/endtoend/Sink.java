package dev.meridian.verification.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The oracle of the fault tests: every task tells it twice a second which epoch of which
/// allocation lives. An older epoch that is heard after a newer one is a double.
final class Sink implements AutoCloseable {

    /// What a task does until it is told to end, and with which exit code.
    private static final String BEAT =
            "while :; do"
                    + " told=$( (exec 3<>/dev/tcp/127.0.0.1/PORT;"
                    + " echo $MERIDIAN_ALLOCATION_ID $MERIDIAN_EPOCH >&3;"
                    + " read -r -t 5 code <&3; echo $code) 2>/dev/null );"
                    + " if [ -n \"$told\" ]; then exit $told; fi;"
                    + " sleep 0.5; done";

    /// @param nanos monotonic time of this process
    private record Beat(int epoch, long nanos) {}

    private final ServerSocket door;
    private final Map<String, List<Beat>> beats = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Set<String> obeyed = ConcurrentHashMap.newKeySet();

    private Sink(ServerSocket door) {
        this.door = door;
    }

    static Sink open() {
        try {
            var sink = new Sink(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("sink").start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The words of a task's shell.
    String beat() {
        return BEAT.replace("PORT", "" + door.getLocalPort());
    }

    /// From its next word on, every copy of that allocation ends with that exit code.
    void end(String allocation, int code) {
        told.put(allocation, "" + code);
    }

    /// Whether a copy has been told to end, and will not speak again.
    boolean toldToEnd(String allocation) {
        return obeyed.contains(allocation);
    }

    /// The highest epoch that was heard, 0 when none was.
    int epoch(String allocation) {
        return of(allocation).stream().mapToInt(Beat::epoch).max().orElse(0);
    }

    int heard(String allocation) {
        return of(allocation).size();
    }

    /// Words of an epoch after a newer one had spoken.
    long doubles(String allocation) {
        int newest = 0;
        long doubles = 0;
        for (Beat beat : of(allocation)) {
            if (beat.epoch() < newest) {
                doubles++;
            }
            newest = Math.max(newest, beat.epoch());
        }
        return doubles;
    }

    /// Seconds between the last word of the first epoch and the first of a newer one.
    double gap(String allocation) {
        List<Beat> all = of(allocation);
        long first = all.stream().filter(b -> b.epoch() > 1).findFirst().orElseThrow().nanos();
        long last =
                all.stream()
                        .filter(beat -> beat.epoch() == 1)
                        .mapToLong(Beat::nanos)
                        .max()
                        .orElseThrow();
        return (first - last) / 1e9;
    }

    private List<Beat> of(String allocation) {
        List<Beat> all = beats.getOrDefault(allocation, List.of());
        synchronized (beats) {
            return List.copyOf(all);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> hear(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void hear(Socket socket) {
        try (socket) {
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (line == null) {
                return;
            }
            String[] words = line.split(" ");
            synchronized (beats) {
                beats.computeIfAbsent(words[0], _ -> new ArrayList<>())
                        .add(new Beat(Integer.parseInt(words[1]), System.nanoTime()));
            }
            String code = told.getOrDefault(words[0], "");
            socket.getOutputStream().write((code + "\n").getBytes(StandardCharsets.UTF_8));
            if (!code.isEmpty()) {
                obeyed.add(words[0]);
            }
        } catch (IOException _) {
            // a copy that was killed in mid-word
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
