package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.approvals.ApprovalSettings;
import dev.meridian.controlplane.approvals.QueueChanges;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.approvals.ApprovalAnswer;
import dev.meridian.controlplane.rest.approvals.Proposing;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A queue's name is its own within its project, so its path has both.
@RestController
@RequestMapping("/api/v1/queues")
class QueuesApi {
    private final Queues queues;
    private final Access access;
    private final QueueChanges changes;
    private final Proposing proposing;
    private final ApprovalSettings settings;

    QueuesApi(
            Queues queues,
            Access access,
            QueueChanges changes,
            Proposing proposing,
            ApprovalSettings settings) {
        this.queues = queues;
        this.access = access;
        this.changes = changes;
        this.proposing = proposing;
        this.settings = settings;
    }

    record QueueView(
            String project,
            String name,
            @Nullable String parent,
            double weight,
            LimitsView quota,
            boolean borrowing,
            boolean suspended) {

        static QueueView of(Queue queue) {
            return new QueueView(
                    queue.project(),
                    queue.name(),
                    queue.parent(),
                    queue.weight(),
                    LimitsView.of(queue.quota()),
                    queue.borrowing(),
                    queue.suspended());
        }
    }

    /// What is left out is as in a queue that nobody has configured.
    record QueueBody(
            @Nullable String project,
            @Nullable String name,
            @Nullable String parent,
            @Nullable Double weight,
            @Nullable LimitsView quota,
            @Nullable Boolean borrowing,
            @Nullable Boolean suspended) {

        Queue queue(@Nullable String inProject, @Nullable String named) {
            var checks = new Checks();
            checks.that(
                    (named == null || name == null || named.equals(name))
                            && (inProject == null || project == null || inProject.equals(project)),
                    "/name",
                    "Project and name in the body are not those in the path.",
                    "A queue keeps its project and its name.");
            double share = weight == null ? 1 : weight;
            checks.that(
                    share > 0 && Double.isFinite(share),
                    "/weight",
                    "A weight of " + share + " is no share.",
                    "Above 0.");
            var queue =
                    new Queue(
                            checks.name(inProject == null ? project : inProject, "/project"),
                            checks.name(named == null ? name : named, "/name"),
                            parent == null ? null : checks.name(parent, "/parent"),
                            share,
                            LimitsView.limits(quota, checks, "/quota"),
                            borrowing == null || borrowing,
                            suspended != null && suspended,
                            0);
            checks.done();
            return queue;
        }
    }

    @GetMapping
    PageAnswer<QueueView> list(
            @RequestParam(required = false) @Nullable String project, Caller caller) {
        return PageAnswer.whole(
                queues.list(caller.visible()).stream()
                        .filter(queue -> project == null || queue.project().equals(project))
                        .map(QueueView::of)
                        .toList());
    }

    @PostMapping
    ResponseEntity<QueueView> create(@RequestBody QueueBody body) {
        Queue asked = body.queue(null, null);
        String what = "project \"" + asked.project() + "\"";
        access.require(Role.PROJECT_ADMIN, asked.project(), what);
        Queue made = Edits.done(queues.create(asked), what);
        return ResponseEntity.created(
                        URI.create("/api/v1/queues/" + made.project() + "/" + made.name()))
                .eTag(ETags.of(made.version()))
                .body(QueueView.of(made));
    }

    @GetMapping("/{project}/{name}")
    ResponseEntity<QueueView> get(@PathVariable String project, @PathVariable String name) {
        Queue queue = existing(Role.VIEWER, project, name);
        return ResponseEntity.ok().eTag(ETags.of(queue.version())).body(QueueView.of(queue));
    }

    @PutMapping("/{project}/{name}")
    ResponseEntity<QueueView> change(
            @PathVariable String project,
            @PathVariable String name,
            @RequestBody QueueBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        Queue before = existing(Role.PROJECT_ADMIN, project, name);
        if (settings.queueChanges()) {
            throw new RefusedRequest(
                    ProblemKind.CONFLICT,
                    "Changes of queues take an approval. Propose it: ?propose=true.");
        }
        Queue now =
                Edits.done(
                        queues.change(body.queue(project, name), ETags.expected(ifMatch)),
                        what(project, name));
        AuditTrail.note(request, "before", QueueView.of(before));
        AuditTrail.note(request, "after", QueueView.of(now));
        return ResponseEntity.ok().eTag(ETags.of(now.version())).body(QueueView.of(now));
    }

    /// @param reason why, for the one who decides
    @PutMapping(path = "/{project}/{name}", params = "propose=true")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ApprovalAnswer> propose(
            @PathVariable String project,
            @PathVariable String name,
            @RequestBody QueueBody body,
            @RequestParam(defaultValue = "") String reason,
            Caller caller,
            HttpServletRequest request) {
        Queue before = existing(Role.PROJECT_ADMIN, project, name);
        var checks = new Checks();
        String why = checks.text(reason, "/reason");
        checks.done();
        return proposing.answer(
                changes.wish(before, body.queue(project, name), caller.name(), why), request);
    }

    @DeleteMapping("/{project}/{name}")
    ResponseEntity<Void> delete(
            @PathVariable String project, @PathVariable String name, HttpServletRequest request) {
        Queue before = existing(Role.PROJECT_ADMIN, project, name);
        Edits.done(queues.delete(project, name), what(project, name));
        AuditTrail.note(request, "before", QueueView.of(before));
        return ResponseEntity.noContent().build();
    }

    private Queue existing(Role least, String project, String name) {
        access.require(least, project, what(project, name));
        return queues.find(project, name)
                .orElseThrow(() -> RefusedRequest.notFound(what(project, name)));
    }

    private static String what(String project, String name) {
        return "queue \"" + name + "\" in project \"" + project + "\"";
    }
}
