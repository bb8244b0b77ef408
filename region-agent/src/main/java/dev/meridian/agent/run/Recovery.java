package dev.meridian.agent.run;

import dev.meridian.agent.journal.Entry;
import dev.meridian.agent.journal.Journal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Takes over what an earlier run of the agent held: what runs is held on, what ended meanwhile is
/// told with its exit code, what is gone is told as lost.
final class Recovery {
    private static final Logger LOG = System.getLogger(Recovery.class.getName());
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Supervisor supervisor;
    private final Tasks tasks;
    private final Journal journal;
    private final Leases leases;
    private final InstantSource clock;

    Recovery(
            Supervisor supervisor,
            Tasks tasks,
            Journal journal,
            Leases leases,
            InstantSource clock) {
        this.supervisor = supervisor;
        this.tasks = tasks;
        this.journal = journal;
        this.leases = leases;
        this.clock = clock;
    }

    void run() throws IOException {
        boolean rebooted = tasks.attempts().voidEarlierBoot(leases.bootId());
        for (Entry entry : Remains.of(journal, tasks.attempts())) {
            Holding holding = supervisor.hold(entry.assignment());
            holding.journaled = true;
            holding.report =
                    holding.report.toBuilder()
                            .addAllRestarts(Restarts.kept(tasks.folder(holding.key)))
                            .build();
            entry.end()
                    .ifPresentOrElse(
                            end -> supervisor.tellAgain(holding, end),
                            () -> find(holding, rebooted));
        }
    }

    private void find(Holding holding, boolean rebooted) {
        Optional<Ending.Begun> begun = Ending.kept(tasks.folder(holding.key));
        switch (tasks.find(holding.assignment)) {
            case Found.Running(var task) when !Remains.identified(holding.assignment) -> {
                task.stop(Duration.ZERO);
                holding.why = "the agent had lost what it knew of it, and killed it";
                supervisor.conclude(holding, Exit.never(clock.millis()));
            }
            case Found.Running(var task) -> {
                LOG.log(Level.INFO, "{0} still runs", holding.key);
                goOn(holding, task, begun);
            }
            case Found.Ended(var exit) -> {
                begun.ifPresent(last -> own(holding, last));
                supervisor.ended(holding, exit);
            }
            case Found.Lost() -> {
                if (rebooted) holding.why = "its host was restarted";
                else begun.ifPresent(last -> own(holding, last));
                supervisor.ended(holding, Exit.never(clock.millis()));
            }
        }
    }

    /// With the lease that was kept; where none was, it is over. An end that was begun goes on.
    private void goOn(Holding holding, Task task, Optional<Ending.Begun> begun) {
        Optional<Leases.Lease> lease =
                holding.fenced() ? leases.kept(holding.key) : Optional.empty();
        if (holding.fenced()) {
            holding.leaseUntil = lease.map(Leases.Lease::until).orElse(LONG_AGO);
        }
        supervisor.began(holding, task);
        lease.ifPresent(kept -> supervisor.respect(holding, kept.mark()));
        begun.ifPresent(last ->
                supervisor.stop(
                        holding, last.ending(), Watch.grace(holding, last.ending()), last.why()));
    }

    private static void own(Holding holding, Ending.Begun last) {
        holding.ending = last.ending();
        holding.why = last.why();
    }
}
