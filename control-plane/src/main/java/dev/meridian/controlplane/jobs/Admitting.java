package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.jobs.model.AdmittedJob;
import dev.meridian.controlplane.jobs.model.DefaultRedundancy;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.RedundancyMode;
import dev.meridian.controlplane.jobs.model.spec.RedundancySpec;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.model.Admission;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Redundancy;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Asks the project of a spec for admission, and binds the spec to what the project says: its
/// residency, and its default of copies in several regions.
@Service
public class Admitting {
    private final Projects projects;
    private final FleetQueries fleet;

    Admitting(Projects projects, FleetQueries fleet) {
        this.projects = projects;
        this.fleet = fleet;
    }

    public AdmittedJob admit(Caller caller, JobSpec spec) {
        return switch (projects.admit(caller, AskedOfProject.by(spec))) {
            case Admission.Admitted admitted ->
                    copied(caller, spec.withResidency(admitted.residency()), admitted);
            case Admission.Refused(List<Refusal> refusals) -> new AdmittedJob.Refused(refusals);
            case Admission.Forbidden(String sentence) -> new AdmittedJob.Forbidden(sentence);
        };
    }

    /// A default never keeps a job from what it could do without it.
    private AdmittedJob copied(Caller caller, JobSpec spec, Admission.Admitted admitted) {
        Redundancy standard = admitted.redundancy();
        if (standard == null || spec.redundancy() != null) {
            return new AdmittedJob.Ready(spec, admitted.queue(), ofGangs(spec));
        }
        RedundancySpec copies =
                new RedundancySpec(
                        standard.regions(),
                        standard.active() ? RedundancyMode.ACTIVE : RedundancyMode.STANDBY);
        Optional<String> obstacle = DefaultRedundancy.obstacle(spec, copies, fleet::regions);
        if (obstacle.isEmpty()) {
            JobSpec with = spec.withRedundancy(copies);
            if (!(projects.admit(caller, AskedOfProject.by(with))
                    instanceof Admission.Refused(List<Refusal> above))) {
                return new AdmittedJob.Ready(with, admitted.queue(), ofGangs(with));
            }
            obstacle = Optional.of("with it " + lower(above.getFirst().detail()));
        }
        return new AdmittedJob.Ready(
                spec,
                admitted.queue(),
                List.of(
                        "The project's default, copies in %d regions, does not apply: %s"
                                .formatted(standard.regions(), obstacle.get())));
    }

    private static List<String> ofGangs(JobSpec spec) {
        return DefaultRedundancy.withoutCopies(spec).stream().toList();
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
