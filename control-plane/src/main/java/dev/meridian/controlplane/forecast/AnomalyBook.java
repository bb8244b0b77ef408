package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import dev.meridian.controlplane.forecast.model.anomaly.Watched.Metric;
import dev.meridian.controlplane.forecast.model.anomaly.Watched.Outlier;
import dev.meridian.controlplane.forecast.store.AnomalyStore;
import dev.meridian.controlplane.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Makes one anomaly of outliers that follow each other.
@Component
class AnomalyBook {
    /// So long after the last value outside, it is over.
    private static final Duration QUIET = Duration.ofHours(1);

    private final AnomalyStore store;
    private final Ids ids;

    AnomalyBook(AnomalyStore store, Ids ids) {
        this.store = store;
        this.ids = ids;
    }

    private record Key(String type, String subject, Metric metric) {}

    /// The anomalies of one round, of which many values may come.
    final class Page {
        private final Map<Key, Anomaly> open = new HashMap<>();

        private Page() {
            store.open().forEach(one -> open.put(key(one.subject(), one.metric()), one));
        }

        /// Of a subject the outliers come in order of time.
        void add(SubjectKey subject, Outlier outlier) {
            Key key = key(subject, outlier.metric());
            Anomaly known = open.get(key);
            if (known != null && known.until().plus(QUIET).isBefore(outlier.at())) {
                store.end(known.id(), known.until());
                known = null;
            }
            if (known == null) {
                Anomaly fresh = fresh(subject, outlier);
                store.open(fresh);
                open.put(key, fresh);
            } else if (outlier.at().isAfter(known.until())) {
                Anomaly wider = wider(known, outlier);
                store.widen(wider);
                open.put(key, wider);
            }
        }

        /// Ends what has been quiet.
        ///
        /// @param type of the subjects that were looked at
        /// @param until how far they were
        void close(String type, Instant until) {
            for (Anomaly one : new ArrayList<>(open.values())) {
                if (one.subject().type().equals(type) && one.until().plus(QUIET).isBefore(until)) {
                    store.end(one.id(), one.until());
                    open.remove(key(one.subject(), one.metric()));
                }
            }
        }

        List<Anomaly> ofNodes() {
            return open.values().stream().filter(one -> one.subject().isNode()).toList();
        }
    }

    Page open() {
        return new Page();
    }

    private static Key key(SubjectKey subject, Metric metric) {
        return new Key(subject.type(), subject.id(), metric);
    }

    private Anomaly fresh(SubjectKey subject, Outlier outlier) {
        return new Anomaly(
                ids.next(),
                subject,
                outlier.metric(),
                outlier.at(),
                outlier.at(),
                null,
                outlier.verdict().score(),
                outlier.verdict().band(),
                outlier.verdict().observed(),
                1);
    }

    private static Anomaly wider(Anomaly known, Outlier outlier) {
        boolean worse = outlier.verdict().score() > known.score();
        return new Anomaly(
                known.id(),
                known.subject(),
                known.metric(),
                known.since(),
                outlier.at(),
                null,
                Math.max(known.score(), outlier.verdict().score()),
                worse ? outlier.verdict().band() : known.band(),
                worse ? outlier.verdict().observed() : known.observed(),
                known.readings() + 1);
    }
}
