package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.model.Admission;
import dev.meridian.controlplane.projects.model.AdmissionRequest;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What can never be, as a pure function of the request and the project.
final class AdmissionRules {

    private AdmissionRules() {}

    static Admission judge(AdmissionRequest request, Optional<AdmissionFacts.Facts> facts) {
        if (facts.isEmpty()) {
            return new Admission.Refused(
                    List.of(
                            new Refusal(
                                    "/project",
                                    "There is no project \"" + request.project() + "\".",
                                    "An admin makes it with POST /api/v1/projects.")));
        }
        Project project = facts.get().project();
        var refusals = new ArrayList<Refusal>();
        String queue = request.queue() == null ? project.defaultQueue() : request.queue();
        if (!facts.get().queues().contains(queue)) {
            refusals.add(
                    new Refusal(
                            "/queue",
                            "Project \"" + project.name() + "\" has no queue \"" + queue + "\".",
                            "It has: "
                                    + String.join(", ", new TreeSet<>(facts.get().queues()))
                                    + "."));
        }
        refusals.addAll(aboveCeilings(request, project.ceilings()));
        var residency = common(request.residency(), project.residency());
        if (residency == null) {
            refusals.add(
                    new Refusal(
                            "/placement/residency/allow",
                            "The job may run in "
                                    + sorted(request.residency())
                                    + " only, its project in "
                                    + sorted(project.residency())
                                    + " only.",
                            "Allow a jurisdiction that the project allows too."));
        }
        return residency == null || !refusals.isEmpty()
                ? new Admission.Refused(refusals)
                : new Admission.Admitted(project.name(), queue, residency, project.redundancy());
    }

    private static List<Refusal> aboveCeilings(AdmissionRequest request, Limits ceilings) {
        var refusals = new ArrayList<Refusal>();
        if (ceilings.cpu() != null && request.cpu().compareTo(ceilings.cpu()) > 0) {
            refusals.add(above("CPU cores", request.cpu(), ceilings.cpu()));
        }
        if (ceilings.memory() != null && request.memory().compareTo(ceilings.memory()) > 0) {
            refusals.add(above("memory", request.memory(), ceilings.memory()));
        }
        if (ceilings.accelerators() != null && request.accelerators() > ceilings.accelerators()) {
            refusals.add(above("accelerators", request.accelerators(), ceilings.accelerators()));
        }
        return refusals;
    }

    private static Refusal above(String resource, Object asked, Object ceiling) {
        return new Refusal(
                "/taskGroups",
                "The job asks for "
                        + asked
                        + " of "
                        + resource
                        + "; one job of this project may have "
                        + ceiling
                        + ".",
                "Split the job, or ask an admin to raise the project's ceiling.");
    }

    /// Empty means any; null that nothing is allowed by both.
    private static @Nullable Set<String> common(Set<String> job, Set<String> project) {
        if (job.isEmpty() || project.isEmpty()) {
            return job.isEmpty() ? project : job;
        }
        var both = new HashSet<>(job);
        both.retainAll(project);
        return both.isEmpty() ? null : both;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
