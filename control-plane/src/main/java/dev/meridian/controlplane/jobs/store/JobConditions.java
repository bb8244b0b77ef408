package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// A filter of jobs in SQL. Only conditions that are asked for are written, so that each
/// combination finds its index.
final class JobConditions {
    private final StringBuilder common = new StringBuilder();
    private final Map<String, Object> values = new HashMap<>();
    private final JobFilter filter;

    JobConditions(JobFilter filter) {
        this.filter = filter;
        if (!filter.projects().isEmpty()) {
            and("j.project = any(:projects)", "projects", filter.projects().toArray(String[]::new));
        }
        filter.queue().ifPresent(queue -> and("j.queue = :queue", "queue", queue));
        filter.name().ifPresent(name -> and("j.name = :name", "name", name));
        filter.type().ifPresent(type -> and("j.type = :type", "type", type));
        filter.text().ifPresent(text -> and("j.name ilike :text", "text", anywhere(text)));
        filter.submittedBy()
                .ifPresent(who ->
                        and(
                                "exists (select from job_specs s where s.id = j.id and s.submitted_by = :who)",
                                "who",
                                who));
    }

    void and(String condition, String name, Object value) {
        common.append(" and ").append(condition);
        values.put(name, value);
    }

    /// Of jobs that have not ended.
    String live() {
        return "where j.ended_at is null" + states(state -> !state.isEnded(), "live") + common;
    }

    /// Of those that have.
    String ended() {
        filter.endedSince().ifPresent(since -> values.put("since", since.toString()));
        return "where j.ended_at is not null"
                + (filter.endedSince().isPresent()
                        ? " and j.submitted_at >= cast(:since as timestamptz)"
                        : "")
                + states(JobState::isEnded, "over")
                + common;
    }

    /// Of both.
    String all() {
        return "where true" + states(_ -> true, "states") + common;
    }

    Map<String, Object> values() {
        return values;
    }

    private String states(Predicate<JobState> some, String name) {
        Set<JobState> asked = filter.states();
        if (asked.isEmpty()) {
            return "";
        }
        List<String> wanted = asked.stream().filter(some).map(JobState::name).sorted().toList();
        if (wanted.size() == 1) {
            // one value keeps the order of an index on state
            values.put(name, wanted.getFirst());
            return " and j.state = :" + name;
        }
        values.put(name, wanted.toArray(String[]::new));
        return " and j.state = any(:" + name + ")";
    }

    private static String anywhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
