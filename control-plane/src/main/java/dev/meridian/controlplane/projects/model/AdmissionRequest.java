package dev.meridian.controlplane.projects.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a job asks of its project: all of its allocations together.
///
/// @param queue null: the project's default queue
/// @param residency jurisdictions that the job allows; empty: any
/// @param accelerators whole devices, shares rounded up
public record AdmissionRequest(
        String project,
        @Nullable String queue,
        Set<String> residency,
        Millicores cpu,
        Mebibytes memory,
        long accelerators) {

    public AdmissionRequest {
        residency = Set.copyOf(residency);
    }
}
