package dev.meridian.controlplane.console.jointokens;

import dev.meridian.controlplane.kernel.DoorOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Knows on which port agents are served.
@Component
class AgentDoor {
    private static final int USUAL = 9090;

    private volatile int port = USUAL;

    @EventListener
    void opened(DoorOpened door) {
        if (door.door().equals("agents")) {
            port = door.port();
        }
    }

    int port() {
        return port;
    }
}
