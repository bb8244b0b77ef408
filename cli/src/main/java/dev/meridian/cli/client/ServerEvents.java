package dev.meridian.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of server-sent events into events, as the living standard of HTML has it.
final class ServerEvents {

    /// @param id of the newest event that had one; empty: none yet
    /// @param name `message` where the event names itself nothing
    record Event(String id, String name, String data) {}

    private final BufferedReader lines;
    private String id;

    ServerEvents(java.io.InputStream body, String lastId) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.id = lastId;
    }

    /// @return null when the stream is over; what is unfinished then is dropped
    @Nullable Event next() throws IOException {
        var data = new StringBuilder();
        String name = "";
        boolean any = false;
        String line;
        while ((line = lines.readLine()) != null) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> {
                    data.append(any ? "\n" : "").append(value);
                    any = true;
                }
                default -> {
                    // a comment, or a field that we do not know
                }
            }
            if (line.isEmpty() && (any || !name.isEmpty())) {
                return new Event(id, name.isEmpty() ? "message" : name, data.toString());
            }
        }
        return null;
    }
}
