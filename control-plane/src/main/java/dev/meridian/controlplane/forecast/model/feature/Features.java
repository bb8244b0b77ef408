package dev.meridian.controlplane.forecast.model.feature;

import dev.meridian.controlplane.forecast.model.Seasons;
import java.util.ArrayList;
import java.util.List;

/// What a model is told of one series at one origin and horizon.
///
/// All values are differences to a base forecast, in scales of the series, so that one model serves
/// a pool of ten GPUs and one of ten thousand: Montero-Manso and Hyndman (2021), "Principles and
/// algorithms for forecasting groups of time series". Lags are those of the same slot on earlier
/// days and weeks.
public final class Features {
    /// How the names of recent values begin, where rows hold them.
    public static final String RECENT = "recent-";

    private static final int DAYS = 6;
    private static final int STEPS = 6;

    private final Seasons seasons;
    private final int experts;
    private final int recent;
    private final List<String> names;

    /// @param experts how many forecasts of experts a row holds
    public Features(Seasons seasons, int experts) {
        this(seasons, experts, 0);
    }

    /// @param recent how many of the last values a row holds besides
    public Features(Seasons seasons, int experts, int recent) {
        this.seasons = seasons;
        this.experts = experts;
        this.recent = recent;
        this.names = names(experts, recent);
    }

    public List<String> names() {
        return names;
    }

    private static List<String> names(int experts, int recent) {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "day-ago",
                                "week-ago",
                                "week-ago-at-level-of-day",
                                "week-ago-at-level-of-week",
                                "two-weeks-ago",
                                "mean-of-two-weeks"));
        for (int k = 1; k <= DAYS; k++) {
            names.add((k + 1) + "-days-ago");
        }
        names.addAll(
                List.of(
                        "mean-of-days",
                        "day-ago-before",
                        "day-ago-after",
                        "week-ago-before",
                        "week-ago-after",
                        "last",
                        "last-fading",
                        "change-of-day",
                        "change-of-week"));
        for (int k = 1; k <= STEPS; k++) {
            names.add("change-of-week-before-" + k);
        }
        names.addAll(
                List.of(
                        "mean-of-hour",
                        "mean-of-three-hours",
                        "mean-of-day",
                        "mean-of-week",
                        "trend-of-day",
                        "day-above-day-of-week-ago",
                        "trend-of-week",
                        "least-of-day",
                        "most-of-day",
                        "deviation-of-day",
                        "largest-change-of-day",
                        "horizon",
                        "slot-of-day",
                        "slot-of-week",
                        "day-sine",
                        "day-cosine",
                        "weekend",
                        "weekly-change",
                        "stepwise-change",
                        "size",
                        "unit",
                        "smoothing-level",
                        "smoothing-week",
                        "smoothing-memory"));
        for (int k = 0; k < experts; k++) {
            names.add("expert-" + k);
        }
        for (int k = 0; k < experts; k++) {
            names.add("error-of-expert-" + k);
        }
        for (int k = 0; k < recent; k++) {
            names.add(RECENT + "%03d".formatted(k));
        }
        return List.copyOf(names);
    }

    /// What is the same for all horizons of an origin.
    public Origin at(Window past, Traits traits) {
        return new Origin(past, traits);
    }

    /// One origin of one series.
    public final class Origin {
        private final Window past;
        private final Traits traits;
        private final double ofDay;
        private final double ofDayBefore;
        private final double ofDayAWeekAgo;
        private final double ofWeek;
        private final double ofWeekBefore;
        private final double ofHour;
        private final double ofThreeHours;
        private final double last;
        private final double least;
        private final double most;
        private final double deviation;
        private final double largestChange;

        private Origin(Window past, Traits traits) {
            this.past = past;
            this.traits = traits;
            int day = seasons.day();
            int week = seasons.week();
            ofDay = past.mean(0, day);
            ofDayBefore = past.mean(day, day);
            ofDayAWeekAgo = past.mean(week, day);
            ofWeek = past.mean(0, week);
            ofWeekBefore = past.mean(week, week);
            ofHour = past.mean(0, Math.max(1, day / 24));
            ofThreeHours = past.mean(0, Math.max(2, day / 8));
            last = past.last(day);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int count = 0;
            double change = 0;
            for (int k = 0; k < day; k++) {
                double value = past.ago(k);
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                    sum += Math.abs(value - ofDay);
                    count++;
                    double difference = Math.abs(value - past.ago(k + day));
                    if (difference > change) {
                        change = difference;
                    }
                }
            }
            least = count == 0 ? Double.NaN : low;
            most = count == 0 ? Double.NaN : high;
            deviation = count == 0 ? Double.NaN : sum / count;
            largestChange = change;
        }

        /// One row.
        ///
        /// @param horizon steps after the origin
        /// @param slotOfWeek of the target
        /// @param base what all differences are taken to
        /// @param unit what they are divided by
        /// @param forecasts of the experts for that horizon
        /// @param errors of the experts lately, in scales
        public float[] row(
                int horizon,
                int slotOfWeek,
                double base,
                double unit,
                double[] forecasts,
                double[] errors) {
            Line line = new Line(base, unit);
            int day = seasons.day();
            int week = seasons.week();
            // steps before the origin of the same slot, one day and one week before the target
            int dayAgo = day * ((horizon + day - 1) / day) - horizon;
            int weekAgo = week * ((horizon + week - 1) / week) - horizon;
            lags(line, dayAgo, weekAgo);
            line.level(last);
            line.number((last - base) / unit * Math.pow(0.9, horizon * 24.0 / day));
            line.change(last - past.ago(day));
            for (int k = 0; k <= STEPS; k++) {
                line.change(past.ago(k) - past.ago(k + week));
            }
            levels(line);
            line.number(horizon);
            calendar(line, slotOfWeek);
            line.number(traits.weekly());
            line.number(traits.stepwise());
            line.number(traits.size());
            line.number(Math.log(unit / traits.scale()));
            line.number(traits.smoothing().level());
            line.number(traits.smoothing().week());
            line.number(traits.smoothing().memory());
            for (int k = 0; k < experts; k++) {
                line.level(forecasts[k]);
            }
            for (int k = 0; k < experts; k++) {
                line.number(errors[k]);
            }
            for (int k = 0; k < recent; k++) {
                line.level(past.ago(k));
            }
            return line.numbers;
        }

        private void lags(Line line, int dayAgo, int weekAgo) {
            int day = seasons.day();
            double lastWeek = past.ago(weekAgo);
            double weekBefore = past.ago(weekAgo + seasons.week());
            line.level(past.ago(dayAgo));
            line.level(lastWeek);
            line.level(lastWeek + ofDay - ofDayAWeekAgo);
            line.level(lastWeek + ofWeek - ofWeekBefore);
            line.level(weekBefore);
            line.level((lastWeek + weekBefore) / 2);
            double sum = 0;
            int count = 0;
            for (int k = 1; k <= DAYS; k++) {
                double value = past.ago(dayAgo + k * day);
                line.level(value);
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            double today = past.ago(dayAgo);
            if (!Double.isNaN(today)) {
                sum += today;
                count++;
            }
            line.level(count == 0 ? Double.NaN : sum / count);
            line.change(past.ago(dayAgo + 1) - today);
            line.change(past.ago(dayAgo - 1) - today);
            line.change(past.ago(weekAgo + 1) - lastWeek);
            line.change(past.ago(weekAgo - 1) - lastWeek);
        }

        private void levels(Line line) {
            line.level(ofHour);
            line.level(ofThreeHours);
            line.level(ofDay);
            line.level(ofWeek);
            line.change(ofDay - ofDayBefore);
            line.change(ofDay - ofDayAWeekAgo);
            line.change(ofWeek - ofWeekBefore);
            line.level(least);
            line.level(most);
            line.change(deviation);
            line.change(largestChange);
        }

        private void calendar(Line line, int slotOfWeek) {
            int slotOfDay = slotOfWeek % seasons.day();
            double turn = 2 * Math.PI * slotOfDay / seasons.day();
            line.number(slotOfDay);
            line.number(slotOfWeek);
            line.number(Math.sin(turn));
            line.number(Math.cos(turn));
            line.number(slotOfWeek / seasons.day() >= 5 ? 1 : 0);
        }
    }

    /// A row that is being written.
    private final class Line {
        private static final double FAR = 100;

        private final float[] numbers = new float[names.size()];
        private final double base;
        private final double scale;
        private int next;

        Line(double base, double scale) {
            this.base = base;
            this.scale = scale;
        }

        void level(double value) {
            change(value - base);
        }

        void change(double difference) {
            numbers[next++] = (float) Math.clamp(difference / scale, -FAR, FAR);
        }

        void number(double number) {
            numbers[next++] = (float) number;
        }
    }
}
