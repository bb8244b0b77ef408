package dev.meridian.agent.run;

/// The end of an attempt whose state is kept in its project's store. What the task left last is
/// there before anybody hears of the end, for the next attempt begins with it. A success waits for
/// nothing: there is no next attempt.
record Farewell(Supervisor supervisor, Tasks tasks, Holding holding, Exit exit)
        implements Runnable {
    @Override
    public void run() {
        boolean success = exit.code().orElse(-1) == 0;
        supervisor.saving(holding, true);
        try {
            if (success) supervisor.conclude(holding, exit);
            tasks.checkpoints().keepLast(holding.assignment, tasks.folder(holding.key));
            if (!success) supervisor.conclude(holding, exit);
        } finally {
            supervisor.saving(holding, false);
        }
    }
}
