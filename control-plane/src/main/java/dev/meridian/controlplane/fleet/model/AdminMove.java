package dev.meridian.controlplane.fleet.model;

/// What an order does to a node's administration.
public sealed interface AdminMove {

    record Moved(AdminState to) implements AdminMove {}

    record NoChange(String why) implements AdminMove {}

    record Refused(String why) implements AdminMove {}

    static AdminMove moved(AdminState to) {
        return new Moved(to);
    }

    static AdminMove noChange(String why) {
        return new NoChange(why);
    }

    static AdminMove refused(String why) {
        return new Refused(why);
    }
}
