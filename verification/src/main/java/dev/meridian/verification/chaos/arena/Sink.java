package dev.meridian.verification.chaos.arena;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The oracle: every task tells it twice a second, and oftener where it matters, which epoch of
/// which allocation lives. An older epoch that is heard after a newer one is a double.
///
/// It stands beside the system and is never cut off. Times are of its own monotonic clock.
public final class Sink implements AutoCloseable {

    /// What a copy says when its work is done, just before it ends well.
    public static final String DONE = "done";

    /// Says one word; ends with the exit code that it is answered, if it is.
    private static final String TELL =
            "tell() { told=$( (exec 3<>/dev/tcp/HOST/PORT;"
                    + " echo $MERIDIAN_ALLOCATION_ID $MERIDIAN_EPOCH $1 >&3;"
                    + " read -r -t 5 code <&3; echo $code) 2>/dev/null );"
                    + " if [ -n \"$told\" ]; then exit $told; fi; }; ";

    private static final int BACKLOG = 1000;

    /// @param word `alive` or [#DONE]
    /// @param nanos when it was heard
    public record Word(int epoch, String word, long nanos) {}

    private final ServerSocket door;
    private final Map<String, List<Word>> words = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Set<String> obeyed = ConcurrentHashMap.newKeySet();

    private Sink(ServerSocket door) {
        this.door = door;
    }

    public static Sink open() {
        try {
            var sink = new Sink(new ServerSocket(0, BACKLOG)); // hosts with nets of their own too
            Thread.ofVirtual().name("sink").start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The words of a task's shell on a host with our own network: it speaks twice a second until
    /// it is told to end.
    public String beat() {
        return beat("127.0.0.1", 0.5);
    }

    /// @param host of the sink, as the task sees it
    public String beat(String host, double seconds) {
        return tell(host) + "while :; do tell alive; sleep " + seconds + "; done";
    }

    /// The words of a task's shell: it speaks twice a second, so often, and ends well.
    public String work(String host, int beats) {
        return tell(host)
                + "n=0; while [ $n -lt "
                + beats
                + " ]; do tell alive; sleep 0.5; n=$((n+1)); done; tell "
                + DONE
                + "; exit 0";
    }

    private String tell(String host) {
        return TELL.replace("HOST", host).replace("PORT", Integer.toString(door.getLocalPort()));
    }

    /// From its next word on, every copy of that allocation ends with that exit code.
    public void end(String allocation, int code) {
        told.put(allocation, Integer.toString(code));
    }

    /// Whether a copy has been told to end, and will not speak again.
    public boolean toldToEnd(String allocation) {
        return obeyed.contains(allocation);
    }

    /// The highest epoch that was heard, 0 when none was.
    public int epoch(String allocation) {
        return words(allocation).stream().mapToInt(Word::epoch).max().orElse(0);
    }

    public int heard(String allocation) {
        return words(allocation).size();
    }

    /// When an epoch of at least so much was heard first.
    public OptionalLong first(String allocation, int epoch) {
        return words(allocation).stream()
                .filter(word -> word.epoch() >= epoch)
                .mapToLong(Word::nanos)
                .min();
    }

    /// When that epoch was heard last.
    public OptionalLong last(String allocation, int epoch) {
        return words(allocation).stream()
                .filter(word -> word.epoch() == epoch)
                .mapToLong(Word::nanos)
                .max();
    }

    /// All that was said of an allocation, in the order in which it was heard.
    public List<Word> words(String allocation) {
        List<Word> all = words.getOrDefault(allocation, List.of());
        synchronized (words) {
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
            String[] said = line.split(" ");
            synchronized (words) {
                words.computeIfAbsent(said[0], _ -> new ArrayList<>())
                        .add(new Word(Integer.parseInt(said[1]), said[2], System.nanoTime()));
            }
            String code = told.getOrDefault(said[0], "");
            socket.getOutputStream().write((code + "\n").getBytes(StandardCharsets.UTF_8));
            if (!code.isEmpty()) {
                obeyed.add(said[0]);
            }
        } catch (IOException _) {
            // a copy that was killed in mid-word
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
