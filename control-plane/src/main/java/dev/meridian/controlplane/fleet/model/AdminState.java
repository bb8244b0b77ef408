package dev.meridian.controlplane.fleet.model;

import static dev.meridian.controlplane.fleet.model.AdminMove.moved;
import static dev.meridian.controlplane.fleet.model.AdminMove.noChange;
import static dev.meridian.controlplane.fleet.model.AdminMove.refused;

/// What an operator asked of a node, apart from its health.
public enum AdminState {
    OPEN,
    CORDONED,
    DRAINING,
    QUARANTINED;

    /// The whole state machine of a node's administration.
    public AdminMove on(AdminOrder order) {
        return switch (this) {
            case OPEN ->
                    switch (order) {
                        case CORDON -> moved(CORDONED);
                        case DRAIN -> moved(DRAINING);
                        case QUARANTINE -> moved(QUARANTINED);
                        case UNCORDON -> noChange("the node is open already");
                    };
            case CORDONED ->
                    switch (order) {
                        case CORDON -> noChange("the node is cordoned already");
                        case DRAIN -> moved(DRAINING);
                        case QUARANTINE -> moved(QUARANTINED);
                        case UNCORDON -> moved(OPEN);
                    };
            case DRAINING ->
                    switch (order) {
                        case CORDON -> moved(CORDONED);
                        // with other terms perhaps
                        case DRAIN -> moved(DRAINING);
                        case QUARANTINE -> moved(QUARANTINED);
                        case UNCORDON -> moved(OPEN);
                    };
            case QUARANTINED ->
                    switch (order) {
                        case CORDON ->
                                refused(
                                        "the node is quarantined and takes no work; uncordon it first");
                        // it is emptied, and stays quarantined
                        case DRAIN -> moved(QUARANTINED);
                        case QUARANTINE -> noChange("the node is quarantined already");
                        case UNCORDON -> moved(OPEN);
                    };
        };
    }
}
