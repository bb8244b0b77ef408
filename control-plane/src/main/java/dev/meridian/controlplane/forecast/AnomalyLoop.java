package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/// Looks at what nodes and demand have shown since the last look. Never acts: it writes down what
/// it finds, and proposes to people.
@Service
@EnableConfigurationProperties(AnomalySettings.class)
public class AnomalyLoop {
    private final AnomalyBook book;
    private final DemandAnomalies demand;
    private final NodeAnomalies nodes;
    private final Suspicions suspicions;
    private final AtomicInteger ofNodes;

    AnomalyLoop(
            AnomalyBook book,
            DemandAnomalies demand,
            NodeAnomalies nodes,
            Suspicions suspicions,
            MeterRegistry meters) {
        this.book = book;
        this.demand = demand;
        this.nodes = nodes;
        this.suspicions = suspicions;
        ofNodes = meters.gauge("meridian.anomalies.nodes", new AtomicInteger());
    }

    public void runOnce(Instant now) {
        AnomalyBook.Page page = book.open();
        demand.look(page, now);
        nodes.look(page, now);
        List<Anomaly> open = page.ofNodes();
        ofNodes.set((int) open.stream().map(one -> one.subject().id()).distinct().count());
        suspicions.propose(open, now);
    }
}
