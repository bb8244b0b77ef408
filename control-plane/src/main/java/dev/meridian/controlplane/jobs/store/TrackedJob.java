package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.GroupProgress;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobProgress;
import dev.meridian.controlplane.jobs.model.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job, locked, while a transaction moves its allocations: whoever holds it is its only writer.
public final class TrackedJob {
    private final JobId id;
    private final String name;
    private final String project;
    private final JobState stateBefore;
    private final Map<UUID, TrackedGroup> groups = new LinkedHashMap<>();
    private JobState state;
    private boolean suspended;
    private @Nullable String cancelReason;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private boolean changed;
    private final List<Note> notes = new ArrayList<>();

    /// A line for the history of the job as a whole.
    record Note(String kind, String sentence) {}

    TrackedJob(
            JobId id,
            String name,
            String project,
            JobState state,
            boolean suspended,
            @Nullable String cancelReason,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        this.id = id;
        this.name = name;
        this.project = project;
        this.stateBefore = state;
        this.state = state;
        this.suspended = suspended;
        this.cancelReason = cancelReason;
        this.startedAt = startedAt;
        this.endedAt = endedAt;
    }

    public JobId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String project() {
        return project;
    }

    public JobState state() {
        return state;
    }

    public JobState stateBefore() {
        return stateBefore;
    }

    public boolean suspended() {
        return suspended;
    }

    public @Nullable String cancelReason() {
        return cancelReason;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public List<TrackedGroup> groups() {
        return List.copyOf(groups.values());
    }

    public TrackedGroup group(UUID group) {
        TrackedGroup found = groups.get(group);
        if (found == null) {
            throw new IllegalStateException("job %s has no group %s".formatted(id, group));
        }
        return found;
    }

    void add(TrackedGroup group) {
        groups.put(group.id(), group);
    }

    public void suspended(boolean held) {
        changed |= held != suspended;
        suspended = held;
    }

    public void cancelReason(@Nullable String reason) {
        changed = true;
        cancelReason = reason;
    }

    /// Adds a line to the job's history.
    public void note(String kind, String sentence) {
        notes.add(new Note(kind, sentence));
    }

    List<Note> notes() {
        return notes;
    }

    void started(Instant at) {
        if (startedAt == null) {
            startedAt = at;
            changed = true;
        }
    }

    /// Derives the state anew, and with it which groups may start.
    ///
    /// @return a group may be placed now that could not be before
    public boolean derive(Instant now) {
        boolean opened = false;
        Map<String, GroupProgress> byName = new LinkedHashMap<>();
        groups.values().forEach(group -> byName.put(group.name(), group.progress()));
        for (TrackedGroup group : groups.values()) {
            boolean ready =
                    group.dependsOn().stream()
                            .allMatch(other ->
                                    byName.containsKey(other) && byName.get(other).hasSucceeded());
            opened |= ready && !group.ready();
            group.ready(ready);
        }
        state = JobProgress.of(byName.values(), suspended, cancelReason != null);
        if (state.isEnded() && endedAt == null) {
            endedAt = now;
        } else if (!state.isEnded()) {
            endedAt = null;
        }
        changed |= state != stateBefore;
        return opened;
    }

    boolean isChanged() {
        return changed;
    }
}
