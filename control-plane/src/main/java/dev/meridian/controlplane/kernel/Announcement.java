package dev.meridian.controlplane.kernel;

import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Says where the control plane listens once it serves: in `ports.json` of the home, and in one
/// line on the console.
///
/// Programs that start a control plane on free ports read the file; it is written last, so its
/// presence says "ready".
@Component
class Announcement {
    static final String FILE = "ports.json";
    private static final Logger log = LoggerFactory.getLogger(Announcement.class);

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Home home;

    Announcement(Home home, HomeLock homeIsOurs) {
        this.home = home;
        home.delete(FILE);
    }

    @PreDestroy
    void closed() {
        home.delete(FILE);
    }

    @EventListener
    void opened(DoorOpened door) {
        ports.put(door.door(), door.port());
    }

    @EventListener
    void opened(WebServerInitializedEvent web) {
        // a management server of its own is no door for users
        if (web.getApplicationContext().getServerNamespace() == null) {
            ports.put("http", web.getWebServer().getPort());
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        var sorted = new TreeMap<>(ports);
        home.write(
                FILE,
                sorted.entrySet().stream()
                        .map(port -> "\"" + port.getKey() + "\":" + port.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
        log.info(
                "Meridian serves on http://localhost:{}{}; the admin's token lies in {}",
                ports.get("http"),
                ports.containsKey("agents") ? ", agents on port " + ports.get("agents") : "",
                home.path().resolve("admin-token"));
    }
}
