package dev.meridian.controlplane.agents;

/// An agent at the door.
interface Guest {
    AgentStream stream();

    /// Whether it holds work, whose leases run and whose ends are to be told.
    boolean working();

    /// It is its turn: everything up to its welcome. Fails for nobody.
    void enter();

    /// Its turn will not come: a newer stream of its node is here, or it is to come back.
    void turnedAway();
}
