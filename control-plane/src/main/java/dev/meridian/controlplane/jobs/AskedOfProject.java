package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.projects.model.AdmissionRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adds up what a spec asks of its project.
public final class AskedOfProject {

    private AskedOfProject() {}

    public static AdmissionRequest by(JobSpec spec) {
        long cpu = 0;
        long memory = 0;
        long accelerators = 0;
        for (TaskGroupSpec group : spec.taskGroups()) {
            // a standby holds as much as what it stands by for
            long instances = (long) spec.instances(group) * (1 + spec.standbys(group));
            cpu += instances * group.resources().cpu().value();
            memory += instances * group.resources().memory().value();
            accelerators += devices(instances, group.resources().accelerators());
        }
        return new AdmissionRequest(
                spec.project(),
                spec.queue(),
                Set.copyOf(spec.placement().jurisdictions()),
                new Millicores(cpu),
                new Mebibytes(memory),
                accelerators);
    }

    private static long devices(long instances, @Nullable AcceleratorRequest request) {
        return request == null
                ? 0
                : Math.ceilDiv(instances * request.millis(), (long) AcceleratorRequest.WHOLE);
    }
}
