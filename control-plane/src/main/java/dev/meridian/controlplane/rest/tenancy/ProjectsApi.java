package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.CheckpointStores;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects")
class ProjectsApi {
    private final Projects projects;
    private final CheckpointStores stores;
    private final Access access;
    private final Clock clock;

    ProjectsApi(Projects projects, CheckpointStores stores, Access access, Clock clock) {
        this.projects = projects;
        this.stores = stores;
        this.access = access;
        this.clock = clock;
    }

    /// @param residency jurisdictions in which jobs may run; empty: any
    /// @param checkpoints where those of its tasks are kept; null: each host keeps its own
    /// @param redundancy of jobs that do not say so themselves; null: none
    record ProjectView(
            String name,
            String description,
            String defaultQueue,
            LimitsView ceilings,
            List<String> residency,
            @Nullable CheckpointsView checkpoints,
            @Nullable RedundancyView redundancy,
            Instant createdAt) {

        static ProjectView of(Project project) {
            return new ProjectView(
                    project.name(),
                    project.description(),
                    project.defaultQueue(),
                    LimitsView.of(project.ceilings()),
                    List.copyOf(new TreeSet<>(project.residency())),
                    CheckpointsView.of(project.checkpoints()),
                    RedundancyView.of(project.redundancy()),
                    project.createdAt());
        }
    }

    /// @param name with PUT it may be left out, for the path says it
    record ProjectBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable String defaultQueue,
            @Nullable LimitsView ceilings,
            @Nullable Set<String> residency,
            @Nullable CheckpointsView checkpoints,
            @Nullable RedundancyView redundancy) {

        /// @param before as it is now; null: there is none yet
        Project project(@Nullable Project before, CheckpointStores stores, Instant now) {
            @Nullable String named = before == null ? null : before.name();
            var checks = new Checks();
            checks.that(
                    named == null || name == null || named.equals(name),
                    "/name",
                    "The name in the body is not the one in the path.",
                    "A project keeps its name.");
            String kept = checks.name(named == null ? name : named, "/name");
            var project =
                    new Project(
                            kept,
                            checks.text(description, "/description"),
                            checks.name(
                                    defaultQueue == null ? Project.DEFAULT : defaultQueue,
                                    "/defaultQueue"),
                            LimitsView.limits(ceilings, checks, "/ceilings"),
                            residency == null ? Set.of() : residency,
                            CheckpointsView.store(
                                    checkpoints,
                                    kept,
                                    before == null ? null : before.checkpoints(),
                                    stores,
                                    checks),
                            RedundancyView.redundancy(redundancy, checks),
                            before == null ? now : before.createdAt(),
                            0);
            checks.done();
            return project;
        }
    }

    @GetMapping
    PageAnswer<ProjectView> list(Caller caller) {
        return PageAnswer.whole(
                projects.list(caller.visible()).stream().map(ProjectView::of).toList());
    }

    @PostMapping
    ResponseEntity<ProjectView> create(@RequestBody ProjectBody body) {
        Project made =
                Edits.done(projects.create(body.project(null, stores, clock.instant())), "project");
        return ResponseEntity.created(URI.create("/api/v1/projects/" + made.name()))
                .eTag(ETags.of(made.version()))
                .body(ProjectView.of(made));
    }

    @GetMapping("/{name}")
    ResponseEntity<ProjectView> get(@PathVariable String name) {
        Project project = visible(name);
        return ResponseEntity.ok().eTag(ETags.of(project.version())).body(ProjectView.of(project));
    }

    @PutMapping("/{name}")
    ResponseEntity<ProjectView> change(
            @PathVariable String name,
            @RequestBody ProjectBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        Project before = visible(name);
        Project now =
                Edits.done(
                        projects.change(
                                body.project(before, stores, clock.instant()),
                                ETags.expected(ifMatch)),
                        "project \"" + name + "\"");
        AuditTrail.note(request, "before", ProjectView.of(before));
        AuditTrail.note(request, "after", ProjectView.of(now));
        return ResponseEntity.ok().eTag(ETags.of(now.version())).body(ProjectView.of(now));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String name, HttpServletRequest request) {
        AuditTrail.note(
                request,
                "before",
                ProjectView.of(Edits.done(projects.delete(name), "project \"" + name + "\"")));
        return ResponseEntity.noContent().build();
    }

    private Project visible(String name) {
        String what = "project \"" + name + "\"";
        access.require(Role.VIEWER, name, what);
        return projects.find(name).orElseThrow(() -> RefusedRequest.notFound(what));
    }
}
