package dev.meridian.cli.start;

import dev.meridian.cli.Meridian;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the usual verbs against a server of its own that says always the same, so that the AOT
/// cache learns what they load.
final class Rehearsal {

    private static final String ITEM =
            """
            {"id":"00000000-0000-7000-8000-000000000000","name":"a","project":"default","queue":"default",
             "type":"batch","state":"SUCCEEDED","priority":500,"submittedBy":"admin","group":"main","index":0,
             "submittedAt":"2026-01-01T00:00:00.123Z","startedAt":"2026-01-01T00:00:01Z","fits":true,
             "region":"r","cluster":"c","nodeName":"n","capacity":{"cpu":8.5,"memoryMib":4096,"accelerators":{"H100":2.0}},
             "allocated":{"cpu":1,"memoryMib":512,"accelerators":{"H100":1.0}},"used":null,"spot":false,
             "reason":{"token":"ExceedsQuota","sentence":"it would: so"},"labels":{"os":"linux"},"endedAt":"2026-01-01T00:00:02Z"}
            """;
    private static final String LIST =
            "{\"items\":[" + ITEM + "," + ITEM + "],\"nextCursor\":null}";
    private static final String EVENTS =
            "id:1\nevent:Started\ndata:" + ITEM.replace("\n", "") + "\n\nevent:end\ndata:\n\n";
    private static final String ID = "00000000-0000-7000-8000-000000000000";

    private Rehearsal() {}

    static void main() throws IOException {
        try (var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(door));
            String url = "http://localhost:" + door.getLocalPort();
            for (List<String> line :
                    List.of(
                            List.of("version"),
                            List.of("--help"),
                            List.of("get", "--help"),
                            List.of("nodes"),
                            List.of("get", "jobs"),
                            List.of("get", "jobs", "-o", "wide"),
                            List.of("get", "jobs", ID, "-o", "yaml"),
                            List.of("get", "nodes", "-o", "json"),
                            List.of("describe", ID),
                            List.of("describe", "node", ID),
                            List.of("explain", ID),
                            List.of("plan", "-"),
                            List.of("submit", "--follow", "-"),
                            List.of("logs", ID),
                            List.of("logs", "-f", ID),
                            List.of("cancel", ID),
                            List.of("top"),
                            List.of("cordon", ID),
                            List.of("events"),
                            List.of("completion", "--next", "g"))) {
                perform(line, url);
            }
        }
    }

    private static void perform(List<String> line, String url) {
        var quiet = new PrintWriter(Writer.nullWriter());
        List<String> words = new ArrayList<>(line);
        if (!line.getFirst().startsWith("-") && !line.getFirst().equals("version")) {
            words.add(1, "--url=" + url);
        }
        new Meridian(
                        Map.of("MERIDIAN_HOME", "/nowhere"),
                        new ByteArrayInputStream("name: a".getBytes(StandardCharsets.UTF_8)),
                        quiet,
                        quiet,
                        Clock.systemUTC())
                .run(words.toArray(String[]::new));
    }

    private static void serve(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofPlatform().daemon().start(() -> converse(caller));
            } catch (IOException _) {
                return;
            }
        }
    }

    /// Request after request, as a server does that keeps connections alive.
    private static void converse(Socket caller) {
        try (caller) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
            String request;
            while ((request = in.readLine()) != null) {
                answer(request, in, caller.getOutputStream());
            }
        } catch (IOException _) {
            // the caller has gone
        }
    }

    private static void answer(String request, BufferedReader in, OutputStream out)
            throws IOException {
        boolean stream = false;
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            stream |= line.startsWith("Accept: text/event-stream");
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        in.skip(length);
        String path = request.split(" ", 3)[1].split("\\?")[0];
        boolean one = path.endsWith(ID) || request.startsWith("POST");
        String body = stream ? EVENTS : one ? ITEM : LIST;
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"1\"\r\n";
        String answer =
                one
                        ? head + "Content-Length: " + body.length() + "\r\n\r\n" + body
                        : head
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(body.length())
                                + "\r\n"
                                + body
                                + "\r\n0\r\n\r\n";
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
