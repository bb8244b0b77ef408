package dev.meridian.controlplane.kernel;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes `ports.json` into the home once every door is open: where programs on this host find the control plane.
@Component
class PortsFile {
    private static final String HTTP = "http";
    private static final String AGENTS = "agents";

    private final Home home;
    private final Map<String, Integer> open = new TreeMap<>();

    PortsFile(Home home) {
        this.home = home;
    }

    @EventListener
    void webServerStarted(WebServerInitializedEvent event) {
        if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
            opened(new DoorOpened(HTTP, event.getWebServer().getPort()));
        }
    }

    @EventListener
    void opened(DoorOpened event) {
        open.put(event.door(), event.port());
        if (open.containsKey(HTTP) && open.containsKey(AGENTS)) {
            home.write(
                    "ports.json",
                    open.entrySet().stream()
                            .map(door -> "\"" + door.getKey() + "\": " + door.getValue())
                            .collect(Collectors.joining(", ", "{", "}")));
        }
    }
}
