package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.GroupProgress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task group while a transaction moves its allocations.
public final class TrackedGroup {
    private final UUID id;
    private final String name;
    private final List<String> dependsOn;
    private final Optional<String> gang;
    private final @Nullable Integer shrinksTo;
    private final int maxRunning;
    private final int standbys;
    private final GroupProgress before;
    private final boolean readyBefore;
    private GroupProgress progress;
    private boolean ready;

    TrackedGroup(
            UUID id,
            String name,
            List<String> dependsOn,
            Optional<String> gang,
            @Nullable Integer shrinksTo,
            int maxRunning,
            int standbys,
            GroupProgress progress,
            boolean ready) {
        this.id = id;
        this.name = name;
        this.dependsOn = List.copyOf(dependsOn);
        this.gang = gang;
        this.shrinksTo = shrinksTo;
        this.maxRunning = maxRunning;
        this.standbys = standbys;
        this.before = progress;
        this.readyBefore = ready;
        this.progress = progress;
        this.ready = ready;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public List<String> dependsOn() {
        return dependsOn;
    }

    /// Groups of one job with the same value are one gang.
    public Optional<String> gang() {
        return gang;
    }

    /// The fewest of its members that may start again as a gang; null: all, or it is of none.
    public @Nullable Integer shrinksTo() {
        return shrinksTo;
    }

    /// How many of its members are to run: all, but for a gang that goes on with fewer.
    public int size() {
        return progress.count() - progress.leftOut();
    }

    /// It starts as a gang of so many members.
    public void size(int members) {
        progress = progress.leavingOut(progress.count() - members);
    }

    /// How many more of its allocations may be placed.
    public int room() {
        return maxRunning - progress.placed();
    }

    /// Places that are to stand by for each of its allocations.
    public int standbys() {
        return standbys;
    }

    public GroupProgress progress() {
        return progress;
    }

    public boolean ready() {
        return ready;
    }

    public void ready(boolean now) {
        ready = now;
    }

    /// It has failed for good in this transaction.
    public boolean failedJustNow() {
        return progress.hasFailed() && !before.hasFailed();
    }

    void moved(AllocationState.Kind from, AllocationState.Kind to) {
        progress = progress.moved(from, to);
    }

    void departing(int n) {
        progress = progress.departing(n);
    }

    boolean isChanged() {
        return !progress.equals(before) || ready != readyBefore;
    }
}
