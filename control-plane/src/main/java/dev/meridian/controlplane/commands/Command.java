package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.openb.BadTrace;
import dev.meridian.controlplane.forecast.model.BadSeries;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// What the jar does instead of serving, when its first words name it: no control plane, and no
/// database but where that is what is asked for.
public final class Command {
    private static final int BAD_USAGE = 2;

    private Command() {}

    /// @param args all words after the jar
    /// @return the exit code; empty when the words name no command and the server is to start
    public static Optional<Integer> run(List<String> args, PrintStream out, PrintStream err) {
        String subject = args.isEmpty() ? "" : args.getFirst();
        if (subject.equals("database")) {
            return Optional.of(DatabaseServer.run(args.subList(1, args.size()), out, err));
        }
        if (!subject.equals("forecast") && !subject.equals("placement")) {
            return Optional.empty();
        }
        String verb = args.size() < 2 ? "" : args.get(1);
        try {
            Options options = Options.of(args.subList(Math.min(2, args.size()), args.size()));
            return Optional.of(
                    subject.equals("forecast")
                            ? forecast(verb, options, out, err)
                            : placement(verb, options, out, err));
        } catch (UsageError e) {
            err.println(e.getMessage());
            err.println(usage(subject, verb));
            return Optional.of(BAD_USAGE);
        } catch (BadFile | BadSeries | BadTrace e) {
            err.println(e.getMessage());
            return Optional.of(1);
        }
    }

    private static int forecast(String verb, Options options, PrintStream out, PrintStream err) {
        return switch (verb) {
            case "backtest" -> ForecastBacktest.run(options, out, err);
            case "runtimes" -> RuntimeBench.run(options, out);
            case "anomalies" -> AnomalyBench.run(options, out);
            case "demand" -> DemandBench.run(options, out);
            case "challengers" -> ChallengersCommand.run(options, out, err);
            case "coldstart" -> ColdStart.run(options, out);
            case "plots" -> ForecastPlots.run(options, out);
            case String other ->
                    throw new UsageError(
                            "`forecast` has the commands anomalies, backtest, challengers, coldstart, demand, plots and runtimes, not `%s`."
                                    .formatted(other));
        };
    }

    private static int placement(String verb, Options options, PrintStream out, PrintStream err) {
        return switch (verb) {
            case "openb" -> OpenbBench.run(options, out, err);
            case "outcome" -> OutcomeBench.run(options, out, err);
            case "pollux" -> PolluxBench.run(options, out, err);
            case "queue" -> QueueBench.run(options, out);
            case "regions" -> RegionsBench.run(options, out);
            case "strategies" -> StrategiesBench.run(options, out, err);
            case String other ->
                    throw new UsageError(
                            "`placement` has the commands openb, outcome, pollux, queue, regions and strategies, not `%s`."
                                    .formatted(other));
        };
    }

    private static String usage(String subject, String verb) {
        if (subject.equals("placement")) {
            return switch (verb) {
                case "outcome" -> OutcomeBench.USAGE;
                case "pollux" -> PolluxBench.USAGE;
                case "queue" -> QueueBench.USAGE;
                case "regions" -> RegionsBench.USAGE;
                case "strategies" -> StrategiesBench.USAGE;
                case String _ -> OpenbBench.USAGE;
            };
        }
        return switch (verb) {
            case "runtimes" -> RuntimeBench.USAGE;
            case "anomalies" -> AnomalyBench.USAGE;
            case "demand" -> DemandBench.USAGE;
            case "challengers" -> ChallengersCommand.USAGE;
            case "coldstart" -> ColdStart.USAGE;
            case "plots" -> ForecastPlots.USAGE;
            case String _ -> ForecastBacktest.USAGE;
        };
    }
}
