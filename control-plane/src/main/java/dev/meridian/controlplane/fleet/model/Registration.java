package dev.meridian.controlplane.fleet.model;

/// Whether a node may take up its work.
public sealed interface Registration {

    /// @param before how the node stood until now
    /// @param rebooted the host was restarted since it last registered: nothing that it ran then
    ///   lives
    record Registered(NodeId node, Contact before, boolean rebooted) implements Registration {}

    /// @param why a sentence for the agent's log
    record Refused(String why) implements Registration {}
}
