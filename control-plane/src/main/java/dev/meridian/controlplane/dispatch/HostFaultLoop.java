package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.ProposalTrail;
import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.dispatch.model.HostLimits;
import dev.meridian.controlplane.dispatch.model.HostRecord;
import dev.meridian.controlplane.dispatch.store.HostFaults;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.NodeQuarantines;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/// Proposes the quarantine of hosts that fail again and again; a person decides.
@Service
@EnableConfigurationProperties(HostFaultSettings.class)
public class HostFaultLoop {
    private static final Logger log = LoggerFactory.getLogger(HostFaultLoop.class);
    private static final int MOST_ITEMS = 10;

    private final HostFaults faults;
    private final FleetQueries fleet;
    private final Approvals approvals;
    private final ProposalTrail trail;
    private final HostFaultSettings settings;
    private final AtomicInteger suspected;
    private final AtomicInteger passedOver;

    HostFaultLoop(
            HostFaults faults,
            FleetQueries fleet,
            Approvals approvals,
            ProposalTrail trail,
            HostFaultSettings settings,
            MeterRegistry meters) {
        this.faults = faults;
        this.fleet = fleet;
        this.approvals = approvals;
        this.trail = trail;
        this.settings = settings;
        this.suspected = meters.gauge("meridian.host.faults.suspected", new AtomicInteger());
        this.passedOver = meters.gauge("meridian.host.faults.passed.over", new AtomicInteger());
    }

    public void runOnce(Instant now) {
        Instant since = now.minus(settings.window());
        HostLimits limits = settings.limits();
        List<HostRecord> bad = faults.since(since).stream().filter(limits::exceededBy).toList();
        if (bad.isEmpty()) {
            suspected.set(0);
            passedOver.set(0);
            return;
        }
        Map<NodeId, Node> nodes =
                fleet.fleet().nodes().stream()
                        .collect(Collectors.toMap(Node::id, Function.identity()));
        Set<NodeId> atFault = bad.stream().map(HostRecord::node).collect(Collectors.toSet());
        Set<NodeId> alone =
                limits.notSharedBy(
                        atFault,
                        nodes.values().stream().collect(Collectors.toMap(Node::id, Node::region)));
        suspected.set(alone.size());
        passedOver.set(atFault.size() - alone.size());
        for (HostRecord host : bad) {
            Node node = nodes.get(host.node());
            if (node != null && node.admin() == AdminState.OPEN && alone.contains(node.id())) {
                approvals
                        .keepProposed(wish(node, host, since), now)
                        .ifPresent(proposal -> tell(proposal, host));
            }
        }
    }

    private NewProposal wish(Node node, HostRecord host, Instant since) {
        var evidence =
                new Evidence(
                        Map.of(
                                "failedStarts", (double) host.failedStarts(),
                                "lostLeases", (double) host.lostLeases(),
                                "silences", (double) host.silences()),
                        faults.newest(node.id(), since, MOST_ITEMS));
        return NodeQuarantines.wish(node, evidence, NewProposal.SYSTEM, sentence(host));
    }

    private String sentence(HostRecord host) {
        List<String> seen = new ArrayList<>();
        if (host.failedStarts() > 0) {
            seen.add(
                    "could not start "
                            + counted(host.failedStarts(), "job")
                            + " that others could");
        }
        if (host.lostLeases() > 0) {
            seen.add("lost its leases " + counted(host.lostLeases(), "time"));
        }
        if (host.silences() > 0) {
            seen.add("fell silent " + counted(host.silences(), "time"));
        }
        return "Within %d hours it %s."
                .formatted(settings.window().toHours(), String.join(", ", seen));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void tell(Proposal proposal, HostRecord host) {
        log.warn("{} It waits for a person. {}", proposal.wish().sentence(), sentence(host));
        trail.proposed(proposal);
    }
}
