package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.LocalRestart;
import dev.meridian.agent.protocol.RestartTerms;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Begins work again here that nobody else may replace, while no control plane can be asked: within
/// the job's retry policy, in the folder that it had. What it did is told in order, once somebody
/// listens.
final class Restarts {
    private static final Logger LOG = System.getLogger(Restarts.class.getName());

    /// Of all that it did, so much is told.
    static final int MOST_TOLD = 100;

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 20;

    /// Of these a person, or another node, has no part.
    private static final Set<Ending> ITS_OWN = EnumSet.of(Ending.TIMEOUT, Ending.MEMORY);

    /// @param silence nanoseconds since a control plane last said anything
    /// @param met whether one has since this agent began
    record Contact(LongSupplier silence, BooleanSupplier met) {
        static final Contact ALWAYS = new Contact(() -> 0, () -> true);

        boolean lost() {
            return silence.getAsLong() >= SILENCE.toNanos();
        }
    }

    private final Supervisor supervisor;
    private final Tasks tasks;
    private volatile Contact contact = Contact.ALWAYS;

    Restarts(Supervisor supervisor, Tasks tasks) {
        this.supervisor = supervisor;
        this.tasks = tasks;
    }

    void contact(Contact known) {
        contact = known;
    }

    /// @return whether it goes on, so that its end is not to be told
    boolean take(Holding holding, Exit exit, Verdict verdict) {
        synchronized (supervisor) {
            RestartTerms terms = holding.assignment.getRestart();
            boolean hosts = verdict.reason().equals(Verdict.AGENT_LOST);
            int spent = spent(holding, terms);
            if (!holding.assignment.hasRestart()
                    || !failedByItself(holding, verdict)
                    || !hosts && spent - terms.getSpent() >= terms.getLeft()) {
                return false;
            }
            if (!contact.lost()) {
                if (contact.met().getAsBoolean()) return false;
                // this agent has only just begun, and cannot know yet
                after(SILENCE).execute(() -> supervisor.conclude(holding, exit));
                return true;
            }
            pause(holding, exit, verdict, hosts ? spent : spent + 1);
            Duration wait = hosts ? FIRST_PAUSE : wait(terms, spent);
            LOG.log(
                    Level.INFO,
                    "{0}: {1}; no control plane can be asked, it is begun again in {2} s",
                    holding.key,
                    verdict.detail(),
                    wait.toSeconds());
            after(wait).execute(() -> again(holding));
            return true;
        }
    }

    private static boolean failedByItself(Holding holding, Verdict verdict) {
        Ending ending = holding.ending;
        return verdict.state() == TaskState.FAILED
                && (ending == null || ITS_OWN.contains(ending))
                && !verdict.reason().equals(Verdict.NODE_FULL);
    }

    private static int spent(Holding holding, RestartTerms terms) {
        int count = holding.report.getRestartsCount();
        return count == 0 ? terms.getSpent() : holding.report.getRestarts(count - 1).getRetries();
    }

    private static Duration wait(RestartTerms terms, int spent) {
        long longest = terms.getLongestMillis();
        long wait = terms.getBackoffMillis();
        for (int i = 0; i < Math.min(spent, MOST_DOUBLINGS) && wait < longest; i++) wait *= 2;
        return Duration.ofMillis(
                Math.clamp(wait, FIRST_PAUSE.toMillis(), Math.max(longest, 1_000)));
    }

    private void pause(Holding holding, Exit exit, Verdict verdict, int retries) {
        LocalRestart.Builder gone =
                LocalRestart.newBuilder()
                        .setReason(verdict.reason())
                        .setDetail(verdict.detail())
                        .setStartedAtMillis(exit.startedAtMillis())
                        .setEndedAtMillis(exit.endedAtMillis())
                        .setRetries(retries);
        exit.code().ifPresent(gone::setExitCode);
        LocalRestart last = gone.build();
        List<LocalRestart> all = new ArrayList<>(holding.report.getRestartsList());
        all.add(last);
        holding.report =
                holding.report.toBuilder().clearRestarts().addAllRestarts(newest(all)).build();
        holding.ending = null;
        holding.runUntil = Holding.NEVER;
        holding.task = null;
        holding.paused = exit;
        keep(tasks.folder(holding.key), last);
        supervisor.say(holding);
    }

    private static List<LocalRestart> newest(List<LocalRestart> all) {
        return all.subList(Math.max(0, all.size() - MOST_TOLD), all.size());
    }

    private void again(Holding holding) {
        synchronized (supervisor) {
            if (holding.paused == null) return; // it was called off
            holding.paused = null;
        }
        Assignment assignment = holding.assignment;
        switch (tasks.restart(assignment)) {
            case StartResult.Started(var task) -> supervisor.began(holding, task);
            case StartResult.Unstartable(var reason, var sentence) ->
                    supervisor.failed(holding, reason, sentence);
            case StartResult.NotWanted() ->
                    throw new IllegalStateException("a restart is not called off on its way");
        }
    }

    private static void keep(AllocationFolder folder, LocalRestart restart) {
        try (OutputStream out =
                Files.newOutputStream(
                        folder.restarts(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            restart.writeDelimitedTo(out);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a restart cannot be written down: {0}", e.getMessage());
        }
    }

    /// What an earlier run of the agent did.
    static List<LocalRestart> kept(AllocationFolder folder) {
        List<LocalRestart> all = new ArrayList<>();
        try (InputStream in = Files.newInputStream(folder.restarts())) {
            for (LocalRestart next = LocalRestart.parseDelimitedFrom(in);
                    next != null;
                    next = LocalRestart.parseDelimitedFrom(in)) {
                all.add(next);
            }
        } catch (IOException _) {
            return newest(all); // none, or the last one is torn
        }
        return newest(all);
    }

    private static Executor after(Duration wait) {
        return CompletableFuture.delayedExecutor(
                wait.toMillis(), TimeUnit.MILLISECONDS, work -> Thread.ofVirtual().start(work));
    }
}
