package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.dispatch.model.Outlook;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.NodeHealth;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.view.HeldCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Tells how silence is judged, by the same measure as the loop that judges it.
@Service
public class Silence {
    private final SilenceLimits limits;
    private final Grace grace;

    Silence(SilenceLimits limits, Grace grace) {
        this.limits = limits;
        this.grace = grace;
    }

    /// Until when silence from before an outage of ours is held against nobody, as this replica
    /// knows; past where it is.
    public Instant graceUntil() {
        return grace.until();
    }

    /// How long a silent node has until it counts as lost.
    ///
    /// @param frozen as [#judge] tells
    /// @return null: it is not running out, for the node is heard, lost already, or nobody is
    ///   declared lost now
    public @Nullable Duration lostIn(NodeHealth health, boolean frozen, Instant now) {
        Instant heard = health.lastHeard();
        if (frozen || heard == null || health.contact() != Contact.SUSPECT) {
            return null;
        }
        Instant lost = heard.plus(limits.lostAfter());
        boolean forgiven = heard.isBefore(grace.judgedSince(now)) && lost.isBefore(grace.until());
        Duration left = Duration.between(now, forgiven ? grace.until() : lost);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// @param frozen as [#judge] tells
    Outlook outlook(HeldCopy copy, boolean frozen, Instant now) {
        HeldCopy.@Nullable Lease lease = copy.lease();
        if (copy.departing()) {
            return new Outlook(Outlook.Course.DEPARTING, null, null);
        }
        @Nullable Duration left = lease == null ? null : lease.left();
        if (lease == null || left == null) {
            return new Outlook(Outlook.Course.GONE, null, Duration.ZERO);
        }
        Instant granted = now.plus(left).minus(lease.length());
        Duration forgiven =
                granted.isBefore(grace.judgedSince(now))
                        ? Duration.between(now, grace.until())
                        : Duration.ZERO;
        return Outlook.of(lease.policy(), left, limits.margin(), frozen, forgiven);
    }

    public SilenceLimits limits() {
        return limits;
    }

    /// @param frozen too many are silent at once in more than one region: nobody is declared lost
    /// @param regions those that hold a node that counts
    public record Judged(boolean frozen, Map<RegionName, MassLoss.Count> regions) {

        /// Outside the region that lost most: by them the breaker goes.
        public MassLoss.Count outside() {
            return MassLoss.outside(regions);
        }
    }

    public Judged judge(FleetState fleet) {
        Map<RegionName, MassLoss.Count> regions = MassLoss.count(fleet.nodes());
        return new Judged(MassLoss.suspected(regions), regions);
    }
}
