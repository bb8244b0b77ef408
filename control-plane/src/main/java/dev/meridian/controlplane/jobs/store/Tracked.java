package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.AllocationState.Ended;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.CopyUse;
import dev.meridian.controlplane.jobs.model.Departing;
import dev.meridian.controlplane.jobs.model.Effect;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.Standby;
import dev.meridian.controlplane.jobs.model.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An allocation while a transaction moves it: its state now, and the effects that are still to be
/// written.
public final class Tracked {
    private final AllocationId id;
    private final long version;
    private final TrackedJob job;
    private final TrackedGroup group;
    private final int index;
    private final @Nullable NodeId newestNode;
    private final AllocationState.Kind kindBefore;
    private final List<Effect> effects = new ArrayList<>();
    private AllocationState state;
    private @Nullable Instant startedAt;
    private @Nullable String reason;
    private @Nullable Integer exitCode;
    private @Nullable NewPlacement placement;
    private @Nullable Departing departing;
    private List<Standby> standbys = List.of();
    private CopyUse use = CopyUse.NONE;
    private boolean moved;

    Tracked(
            AllocationId id,
            long version,
            TrackedJob job,
            TrackedGroup group,
            int index,
            @Nullable NodeId newestNode,
            AllocationState state,
            @Nullable Instant startedAt,
            @Nullable String reason,
            @Nullable Integer exitCode,
            @Nullable Departing departing) {
        this.id = id;
        this.version = version;
        this.job = job;
        this.group = group;
        this.index = index;
        this.newestNode = newestNode;
        this.kindBefore = state.kind();
        this.state = state;
        this.startedAt = startedAt;
        this.reason = reason;
        this.exitCode = exitCode;
        this.departing = departing;
    }

    public AllocationId id() {
        return id;
    }

    public long version() {
        return version;
    }

    public TrackedJob job() {
        return job;
    }

    public TrackedGroup group() {
        return group;
    }

    /// From 0, within its group.
    public int index() {
        return index;
    }

    /// As people call it: `worker[3]`.
    public String name() {
        return "%s[%d]".formatted(group.name(), index);
    }

    /// Where the newest attempt was placed, also after its end; empty before the first.
    public Optional<NodeId> newestNode() {
        return Optional.ofNullable(newestNode);
    }

    public AllocationState state() {
        return state;
    }

    /// The copy that it has left behind, as long as that lives.
    public Optional<Departing> departing() {
        return Optional.ofNullable(departing);
    }

    /// The places that stand by for it.
    public List<Standby> standbys() {
        return standbys;
    }

    void standbys(List<Standby> standing) {
        standbys = List.copyOf(standing);
    }

    public List<Effect> effects() {
        return List.copyOf(effects);
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    @Nullable String reason() {
        return reason;
    }

    @Nullable Integer exitCode() {
        return exitCode;
    }

    @Nullable NewPlacement placement() {
        return placement;
    }

    CopyUse use() {
        return use;
    }

    boolean isMoved() {
        return moved;
    }

    boolean isOfAnotherKind() {
        return state.kind() != kindBefore;
    }

    public void placedBy(NewPlacement row) {
        placement = row;
    }

    public void used(CopyUse reported) {
        use = reported;
    }

    public void move(Transition.Moved to) {
        group.moved(state.kind(), to.state().kind());
        state = to.state();
        effects.addAll(to.effects());
        moved = true;
        switch (state) {
            case Pending _ -> startedAt = null;
            case Live live -> {
                startedAt = live.startedAt();
                reason = null;
                exitCode = null;
                if (startedAt != null) {
                    job.started(startedAt);
                }
            }
            case Ended _ -> {}
        }
        to.effects().forEach(this::follow);
        if (state instanceof AllocationState.Cancelled cancelled) {
            reason = cancelled.reason();
        } else if (state instanceof AllocationState.Succeeded succeeded) {
            reason = null;
            exitCode = succeeded.exitCode();
        }
    }

    private void follow(Effect effect) {
        @Nullable Departing left = departing;
        if (effect instanceof Effect.DepartAttempt depart) {
            group.departing(1);
            departing = new Departing(depart.copy(), depart.overlap(), null);
        } else if (effect instanceof Effect.StopDeparting order && left != null) {
            departing = left.stopping(order.stop());
        } else if (effect instanceof Effect.EndStandby end) {
            standbys = standbys.stream().filter(each -> !each.id().equals(end.standby())).toList();
        } else if (effect instanceof Effect.CloseAttempt close) {
            if (left != null && left.copy().epoch() == close.epoch()) {
                group.departing(-1);
                departing = null;
            } else {
                reason = close.reason().isEmpty() ? null : close.reason();
                exitCode = close.exitCode();
            }
        }
    }
}
