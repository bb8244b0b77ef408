package dev.meridian.agent.run;

import dev.meridian.agent.journal.Journal;
import java.io.IOException;
import java.time.InstantSource;

/// Brings one attempt to life: what it is to be goes to disk first, then its last state is fetched,
/// then it has a process.
record Launch(
        Supervisor supervisor, Tasks tasks, Journal journal, InstantSource clock, Holding holding)
        implements Runnable {
    @Override
    public void run() {
        try {
            journal.assigned(holding.assignment);
            holding.journaled = true;
            supervisor.lease(holding);
        } catch (IOException e) {
            supervisor.failed(
                    holding,
                    Verdict.NODE_FULL,
                    "the agent's journal cannot be written: " + e.getMessage());
            return;
        }
        switch (tasks.start(holding.assignment, () -> supervisor.wants(holding))) {
            case StartResult.Started(var task) -> supervisor.began(holding, task);
            case StartResult.NotWanted() ->
                    supervisor.conclude(holding, Exit.never(clock.millis()));
            case StartResult.Unstartable(var reason, var sentence) ->
                    supervisor.failed(holding, reason, sentence);
        }
    }
}
