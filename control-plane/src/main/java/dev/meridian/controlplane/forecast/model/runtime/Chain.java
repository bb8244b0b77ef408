package dev.meridian.controlplane.forecast.model.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A chain of medians: of the last runs of the same user, program and size; where there were none,
/// of the same user and program; then of the user; then of all.
///
/// It learns each run as it ends and forgets all but the newest of each kind, so it follows habits.
/// Not safe for use by several threads at once.
public final class Chain {
    /// Of each kind, so that it can be asked what was known when a long run began.
    private static final int REMEMBERED = 4096;

    private static final int ERRORS = 500;

    /// Beyond so many kinds those asked about least recently are forgotten.
    private static final int MOST_KINDS = 20_000;

    private static final double[] NOTHING = {};

    /// From so few errors no quantile is read.
    private static final int FEW = 10;

    /// Added to how much runs differ, for a few may be alike by chance: a factor of 1.6.
    private static final double USUAL = 0.5;

    /// Of a link that has foretold nothing yet: a factor of five either way at least.
    private static final double UNKNOWN = 3.2;

    private static final List<String> OF_RUN =
            List.of("median", "link", "cores", "memory", "accelerators", "hour", "day");
    private static final List<String> OF_LINK =
            List.of("median", "last", "last2", "mean", "deviation", "count");

    static final List<String> FEATURES = names();

    private final Map<Link, Map<String, Recent>> kinds = new EnumMap<>(Link.class);
    private final Map<Link, Recent> errors = new EnumMap<>(Link.class);

    public Chain() {
        for (Link link : Link.values()) {
            kinds.put(link, forgetful());
            errors.put(link, new Recent(ERRORS));
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(OF_RUN);
        for (Link link : Link.values()) {
            OF_LINK.forEach(each -> names.add(link.word() + "." + each));
        }
        return List.copyOf(names);
    }

    private static Map<String, Recent> forgetful() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Recent> eldest) {
                return size() > MOST_KINDS;
            }
        };
    }

    /// Empty before the first run ended anywhere.
    public Optional<Prediction> predict(Traits traits, Instant at) {
        return predict(traits, at, Correction.NONE);
    }

    /// @param at when it is asked: what ended later is not looked at
    public Optional<Prediction> predict(Traits traits, Instant at, Correction correction) {
        for (Link link : Link.values()) {
            double[] logs = of(link, traits, at);
            if (logs.length > 0) {
                return Optional.of(predict(link, logs, traits, at, correction));
            }
        }
        return Optional.empty();
    }

    private Prediction predict(
            Link link, double[] logs, Traits traits, Instant at, Correction correction) {
        double median = Recent.median(logs);
        Correction.Gate gate = correction.gate();
        double change = gate.share() > 0 ? gate.share() * correction.of(features(traits, at)) : 0;
        if (gate.share() > 0 && Double.isFinite(change)) {
            double middle = median + change;
            return new Prediction(
                    Distribution.ofLogs(middle + gate.low(), middle, middle + gate.high()),
                    link,
                    logs.length,
                    gate.share());
        }
        double unit = Recent.deviation(logs) + USUAL;
        double[] off = offsets(link);
        return new Prediction(
                Distribution.ofLogs(median + off[0] * unit, median, median + off[1] * unit),
                link,
                logs.length,
                0);
    }

    /// How far below and above what this link foretold nine of ten runs were, in units of how much
    /// those before them differed.
    private double[] offsets(Link link) {
        Recent seen = errors(link);
        if (seen.seen() < FEW) {
            return new double[] {-UNKNOWN, UNKNOWN};
        }
        double[] sorted = seen.sorted();
        return new double[] {Recent.quantile(sorted, 0.1), Recent.quantile(sorted, 0.9)};
    }

    public void learn(Finished run) {
        double log = Math.log(run.value());
        long known = run.ended().getEpochSecond();
        boolean closest = true;
        for (Link link : Link.values()) {
            Recent runs =
                    kinds(link)
                            .computeIfAbsent(link.key(run.traits()), _ -> new Recent(REMEMBERED));
            // as it would have been foretold when it began: those that ended since were not known
            double[] then = runs.before(run.began().getEpochSecond());
            if (closest && then.length > 0) {
                errors(link)
                        .add(known, (log - Recent.median(then)) / (Recent.deviation(then) + USUAL));
                closest = false;
            }
            runs.add(known, log);
        }
    }

    /// What a model may know of a run, most of it as distances from the chain's own median; in the
    /// order of [#FEATURES], NaN where nothing is known.
    float[] features(Traits traits, Instant at) {
        float[] row = new float[FEATURES.size()];
        Arrays.fill(row, Float.NaN);
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        row[2] = (float) Math.log1p(traits.cores());
        row[3] = (float) Math.log1p(traits.memoryMib());
        row[4] = (float) traits.accelerators();
        row[5] = time.getHour();
        row[6] = time.getDayOfWeek().getValue();
        int next = OF_RUN.size();
        double median = Double.NaN;
        for (Link link : Link.values()) {
            double[] logs = of(link, traits, at);
            if (logs.length > 0) {
                double own = Recent.median(logs);
                if (Double.isNaN(median)) {
                    median = own;
                    row[0] = (float) own;
                    row[1] = link.ordinal();
                }
                row[next] = (float) (own - median);
                row[next + 1] = (float) (logs[0] - median);
                row[next + 2] = (float) (Recent.mean(logs, 2) - median);
                row[next + 3] = (float) (Recent.mean(logs, logs.length) - median);
                row[next + 4] = (float) Recent.deviation(logs);
                row[next + 5] = logs.length;
            }
            next += OF_LINK.size();
        }
        return row;
    }

    private double[] of(Link link, Traits traits, Instant at) {
        Recent runs = kinds(link).get(link.key(traits));
        return runs == null ? NOTHING : runs.before(at.getEpochSecond());
    }

    private Map<String, Recent> kinds(Link link) {
        return requireNonNull(kinds.get(link));
    }

    private Recent errors(Link link) {
        return requireNonNull(errors.get(link));
    }
}
