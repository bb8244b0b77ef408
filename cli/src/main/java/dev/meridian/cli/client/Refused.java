package dev.meridian.cli.client;

/// The control plane did not do what was asked; the problem says why.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    /// What we looked for by its name is not there.
    ///
    /// @param sentence what there is not, and where it can be looked up
    public static Refused notFound(String sentence) {
        return new Refused(
                new Problem(404, "There is no such thing", sentence, java.util.List.of(), ""));
    }

    public Problem problem() {
        return problem;
    }

    /// Whether the same request may well succeed later: nobody answered, the server failed, or it
    /// has too much to do.
    public boolean mayPass() {
        return problem.status() == 0 || problem.status() >= 500 || problem.status() == 429;
    }
}
