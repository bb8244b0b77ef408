package dev.meridian.verification.chaos.arena;

import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Cable;

/// A host to be harmed.
///
/// @param cable between it and everything else
public record Host(AgentPlan plan, Cable cable) {

    static Host of(String role, String region, Cable cable, String driver) {
        return new Host(plan(role, region, driver).through(cable), cable);
    }

    static AgentPlan plan(String role, String region, String driver) {
        return AgentPlan.named(
                role,
                region,
                "--capacity=cpu=8,memory=4Gi,disk=10Gi",
                "--drivers=" + driver,
                "--labels=role=" + role);
    }

    public String role() {
        return plan.name();
    }
}
