package dev.meridian.controlplane.fleet.model;

/// What people see of a node: the operator's wish where there is one, else how lately the node was
/// heard.
public enum NodeState {
    READY,
    SUSPECT,
    LOST,
    CORDONED,
    DRAINING,
    QUARANTINED;

    public static NodeState of(AdminState admin, Contact contact) {
        return switch (admin) {
            case CORDONED -> CORDONED;
            case DRAINING -> DRAINING;
            case QUARANTINED -> QUARANTINED;
            case OPEN ->
                    switch (contact) {
                        case READY -> READY;
                        case SUSPECT -> SUSPECT;
                        case LOST -> LOST;
                    };
        };
    }

    public boolean takesNewWork() {
        return this == READY;
    }
}
