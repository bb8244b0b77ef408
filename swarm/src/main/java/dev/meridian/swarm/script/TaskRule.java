package dev.meridian.swarm.script;

import dev.meridian.swarm.agent.Play;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How the tasks of some jobs run and end.
///
/// @param job its name, in which `*` stands for anything; null: any job
/// @param runTime log-normally distributed
/// @param fails share that fails at its end
/// @param exitCodes of those that fail, by chance one of them
public record TaskRule(
        @Nullable String job, RunTime runTime, Share fails, List<Integer> exitCodes) {

    private static final RunTime HALF_A_MINUTE = new RunTime(new Span(30_000), 0, null);

    /// @param median half of all run shorter
    /// @param spread of the logarithm: 0 for a constant, 1 for a long tail
    /// @param atMost longer ones end there; null: as long as they come
    public record RunTime(Span median, double spread, @Nullable Span atMost) {
        public RunTime {
            Objects.requireNonNull(median, "a run time needs 'median'");
            if (!(spread >= 0 && spread <= 5)) {
                throw new IllegalArgumentException("a spread is between 0 and 5, not " + spread);
            }
        }

        long millis(RandomGenerator random) {
            double drawn = median.millis() * Math.exp(spread * random.nextGaussian());
            return (long) Math.min(drawn, atMost == null ? Double.MAX_VALUE : atMost.millis());
        }
    }

    /// Plays commands that say what they do, and half a minute of success for others.
    static final TaskRule WITHOUT = new TaskRule(null, HALF_A_MINUTE, new Share(0), List.of(1));

    public TaskRule {
        runTime = Objects.requireNonNullElse(runTime, HALF_A_MINUTE);
        fails = Objects.requireNonNullElse(fails, new Share(0));
        exitCodes = List.copyOf(Objects.requireNonNullElse(exitCodes, List.of(1)));
        if (exitCodes.isEmpty()) {
            throw new IllegalArgumentException("'exitCodes' names at least one");
        }
    }

    boolean fits(String jobName) {
        if (job == null) {
            return true;
        }
        String[] parts = job.split("\\*", -1);
        var pattern = new StringBuilder();
        for (String part : parts) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append("\\Q").append(part).append("\\E");
        }
        return jobName.matches(pattern.toString());
    }

    Play draw(RandomGenerator random) {
        boolean failed = random.nextDouble() < fails.part();
        int code = failed ? exitCodes.get(random.nextInt(exitCodes.size())) : 0;
        return Play.run(runTime.millis(random), code);
    }
}
