package dev.meridian.verification.demo;

import dev.meridian.verification.local.LocalSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Submits samples to a system and sees how they turn out.
///
/// @param driver of every task; empty for the specs' own
/// @param progress is told what happens, for people who watch
record Show(
        Path root, Bucket bucket, LocalSystem system, String driver, Consumer<String> progress) {

    /// Samples that nothing befalls, all at once.
    List<Outcome> run(List<Sample> samples) {
        List<Run> runs = samples.stream().map(this::submit).toList();
        return runs.stream().map(run -> run.follow(progress)).toList();
    }

    /// Acts that do not disturb each other, side by side.
    List<Outcome> play(List<Act> acts) {
        try (ExecutorService stages = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Outcome>>> played =
                    acts.stream().map(act -> stages.submit(() -> play(act))).toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<List<Outcome>> each : played) {
                outcomes.addAll(each.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Outcome> play(Act act) {
        List<Run> runs = act.samples().stream().map(this::submit).toList();
        runs.forEach(run -> run.awaitHalfWay(progress));
        act.strike(system, progress);
        List<Outcome> outcomes = runs.stream().map(run -> run.follow(progress)).toList();
        act.mend(system, progress);
        return outcomes;
    }

    private Run submit(Sample sample) {
        progress.accept("submitting " + sample.name() + ": " + sample.shows());
        return Run.submit(system.client(), sample, sample.spec(root, bucket, driver));
    }
}
