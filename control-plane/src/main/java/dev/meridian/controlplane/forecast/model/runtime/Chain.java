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

/// A chain of medians: of the last runs of the same user, program and size (see [Kind]); where
/// there were none, of the same user and program; then of the user; then of all.
///
/// It learns each run as it ends and forgets all but the newest of each kind, so it follows habits.
/// Not safe for use by several threads at once.
public final class Chain {
    /// Beyond so many kinds those asked about least recently are forgotten.
    private static final int MOST_KINDS = 20_000;

    private static final double[] NOTHING = {};

    /// From so few errors no quantile is read.
    private static final int FEW = 10;

    /// Until then a model's own errors on runs that were kept back say how wide its band is.
    private static final int FEW_OF_MODEL = 200;

    /// Added to how much runs differ, for a few may be alike by chance: a factor of 1.6.
    private static final double USUAL = 0.5;

    /// Of a link that has foretold nothing yet: a factor of five either way at least.
    private static final double UNKNOWN = 3.2;

    private static final List<String> OF_RUN =
            List.of("median", "link", "cores", "memory", "accelerators", "hour", "day");
    private static final List<String> OF_LINK =
            List.of("median", "last", "last2", "mean", "deviation", "count");

    static final List<String> FEATURES = names();

    private final Map<Link, Map<String, Kind>> kinds = new EnumMap<>(Link.class);
    private final Map<Link, Widths> widths = new EnumMap<>(Link.class);
    private final Widths corrected = new Widths();

    public Chain() {
        for (Link link : Link.values()) {
            kinds.put(link, forgetful());
            widths.put(link, new Widths());
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(OF_RUN);
        for (Link link : Link.values()) {
            OF_LINK.forEach(each -> names.add(link.word() + "." + each));
        }
        return List.copyOf(names);
    }

    private static Map<String, Kind> forgetful() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
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
        double unit = unit(logs);
        double change = change(traits, at, correction);
        if (change != 0) {
            double middle = median + change;
            boolean known = corrected.count() >= FEW_OF_MODEL;
            Correction.Gate gate = correction.gate();
            return new Prediction(
                    Distribution.ofLogs(
                            middle + (known ? corrected.low() * unit : gate.low()),
                            middle,
                            middle + (known ? corrected.high() * unit : gate.high())),
                    link,
                    logs.length,
                    gate.share());
        }
        Widths own = widths(link);
        boolean known = own.count() >= FEW;
        return new Prediction(
                Distribution.ofLogs(
                        median + (known ? own.low() : -UNKNOWN) * unit,
                        median,
                        median + (known ? own.high() : UNKNOWN) * unit),
                link,
                logs.length,
                0);
    }

    private static double unit(double[] logs) {
        return Recent.deviation(logs) + USUAL;
    }

    /// What the model adds to the median, as far as it is trusted; 0: nothing.
    private double change(Traits traits, Instant at, Correction correction) {
        double share = correction.gate().share();
        double change = share > 0 ? share * correction.of(features(traits, at)) : 0;
        return Double.isFinite(change) ? change : 0;
    }

    public void learn(Finished run) {
        learn(run, Correction.NONE);
    }

    /// @param correction as it is in use, for the widths of what it corrects; one that was learned
    ///   from this very run would make them too narrow
    public void learn(Finished run, Correction correction) {
        double log = Math.log(run.value());
        long began = run.began().getEpochSecond();
        long known = run.ended().getEpochSecond();
        boolean closest = true;
        for (Link link : Link.values()) {
            // as it would have been foretold when it began: those that ended since were not known
            double[] then = of(link, run.traits(), run.began());
            if (closest && then.length > 0) {
                double off = log - Recent.median(then);
                widths(link).learn(began, known, off / unit(then));
                double change = change(run.traits(), run.began(), correction);
                if (change != 0) {
                    corrected.learn(began, known, (off - change) / unit(then));
                }
                closest = false;
            }
        }
        for (Link link : Link.values()) {
            kinds(link)
                    .computeIfAbsent(link.key(run.traits()), _ -> new Kind())
                    .add(began, known, log);
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
        Kind runs = kinds(link).get(link.key(traits));
        return runs == null ? NOTHING : runs.before(at.getEpochSecond());
    }

    private Map<String, Kind> kinds(Link link) {
        return requireNonNull(kinds.get(link));
    }

    private Widths widths(Link link) {
        return requireNonNull(widths.get(link));
    }
}
