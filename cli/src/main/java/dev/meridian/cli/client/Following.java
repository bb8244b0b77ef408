package dev.meridian.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a stream of events to its end. A lost connection is taken up again after the last event
/// that was seen.
final class Following {

    /// The server gives a sign of life every 15 seconds.
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final int TRIES = 30;
    private static final Patience PAUSE = new Patience(Duration.ofSeconds(1));

    private final Http http;
    private final String path;

    Following(Http http, String path) {
        this.http = http;
        this.path = path;
    }

    /// Returns with the event `end`.
    ///
    /// @throws Refused when the server says no, or is away for half a minute
    void toTheEnd(String after, Consumer<ServerEvents.Event> each) {
        String seen = after;
        boolean connected = false;
        int failures = 0;
        while (true) {
            String before = seen;
            try (InputStream body = open(seen)) {
                connected = true;
                var events = new ServerEvents(body, seen);
                ServerEvents.@Nullable Event event;
                while ((event = events.next()) != null) {
                    if (event.name().equals("end")) {
                        return;
                    }
                    each.accept(event);
                    seen = event.id();
                }
            } catch (Refused refused) {
                if (!refused.mayPass() || failures >= TRIES || !connected) {
                    throw refused;
                }
            } catch (IOException _) {
                // the connection was lost: once more from where we are
            }
            failures = seen.equals(before) ? failures + 1 : 0;
            if (failures > 0) {
                PAUSE.rest();
            }
        }
    }

    private InputStream open(String lastId) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "text/event-stream, application/problem+json");
        if (!lastId.isEmpty()) {
            headers.put("Last-Event-ID", lastId);
        }
        return http.send("GET", path, headers, null, SILENCE).body();
    }
}
