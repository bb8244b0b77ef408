package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.jobs.model.view.CostlyJob;
import dev.meridian.controlplane.jobs.model.view.QueueUse;
import dev.meridian.controlplane.jobs.model.view.SpentHour;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What the page of a project shows.
@Component
class ProjectParts {
    private static final int COSTLY = 10;
    private static final int MOST_MEMBERS = 200;

    private final ProjectCosts costs;
    private final Queues queues;
    private final Users users;

    ProjectParts(ProjectCosts costs, Queues queues, Users users) {
        this.costs = costs;
        this.queues = queues;
        this.users = users;
    }

    record Member(UUID id, String name, boolean disabled, List<String> roles) {}

    record Tab(String path, String title, boolean here) {}

    void fill(Model model, Project project, ChartSpan span) {
        String name = project.name();
        ProjectCosts.Overview overview = costs.overview();
        List<QueueLine> lines =
                queues.list(new VisibleProjects.Only(Set.of(name))).stream()
                        .map(queue ->
                                QueueLine.of(
                                        queue,
                                        ProjectLine.of(
                                                queue.name(), "", overview, name, queue.name())))
                        .sorted(Comparator.comparing(line -> line.queue().name()))
                        .toList();
        model.addAttribute(
                "use", ProjectLine.of(name, project.description(), overview, name, null));
        model.addAttribute("at", overview.at());
        model.addAttribute("queues", lines);
        model.addAttribute("members", members(name));
        model.addAttribute("span", span);
        model.addAttribute(
                "spans",
                List.of(
                        tab(name, ChartSpan.DAY, "Last 24 hours", span),
                        tab(name, ChartSpan.WEEK, "7 days", span),
                        tab(name, ChartSpan.MONTH, "30 days", span)));
        model.addAttribute("chart", chart(name, overview, span));
    }

    private static Tab tab(String project, ChartSpan span, String title, ChartSpan shown) {
        return new Tab("/projects/" + project + "?span=" + span.word(), title, span == shown);
    }

    private CostChart chart(String project, ProjectCosts.Overview overview, ChartSpan span) {
        Map<String, Double> since =
                overview.use().stream()
                        .filter(use -> use.project().equals(project) && use.sinceClosed() > 0)
                        .collect(Collectors.toMap(QueueUse::queue, QueueUse::sinceClosed));
        // hours that were closed after the overview was made are in it already
        List<SpentHour> closed =
                costs.hours(project, span.span()).stream()
                        .filter(hour -> hour.hour().isBefore(overview.closed()))
                        .toList();
        return CostChart.of(closed, since, span.from(overview.at()), overview.at(), span.step());
    }

    List<CostlyJob> costly(String project) {
        return costs.costly(project, Duration.ofHours(24), COSTLY);
    }

    private List<Member> members(String project) {
        return users.list().stream()
                .filter(user -> !roles(user, project).isEmpty())
                .map(user ->
                        new Member(user.id(), user.name(), user.disabled(), roles(user, project)))
                .limit(MOST_MEMBERS)
                .toList();
    }

    private static List<String> roles(User user, String project) {
        return user.grants().stream()
                .filter(grant -> Objects.equals(grant.project(), project))
                .map(grant -> grant.role().label())
                .sorted()
                .toList();
    }
}
