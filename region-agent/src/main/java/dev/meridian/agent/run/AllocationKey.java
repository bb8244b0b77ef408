package dev.meridian.agent.run;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import java.util.regex.Pattern;

/// One attempt of an allocation: what this agent holds at most once.
public record AllocationKey(String allocationId, int epoch) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public AllocationKey {
        if (!SAFE.matcher(allocationId).matches()) { // it becomes a folder's name
            throw new IllegalArgumentException("\"" + allocationId + "\" is no allocation id");
        }
    }

    public static AllocationKey of(Assignment assignment) {
        return new AllocationKey(assignment.getAllocationId(), assignment.getEpoch());
    }

    public static AllocationKey of(AllocationReport report) {
        return new AllocationKey(report.getAllocationId(), report.getEpoch());
    }

    @Override
    public String toString() {
        return allocationId + "." + epoch;
    }
}
