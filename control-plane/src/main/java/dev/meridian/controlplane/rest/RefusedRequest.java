package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// Leaves a controller with a refusal as its answer.
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient ProblemAnswer problem;

    public RefusedRequest(ProblemKind kind, String detail) {
        this(ProblemAnswer.of(kind, detail));
    }

    public RefusedRequest(ProblemKind kind, List<Refusal> errors) {
        this(ProblemAnswer.of(kind, errors));
    }

    RefusedRequest(ProblemAnswer problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static RefusedRequest notFound(String what) {
        return new RefusedRequest(ProblemKind.NOT_FOUND, "There is no " + what + ".");
    }

    /// Somebody else edited it since the caller read it.
    ///
    /// @param version that it has now
    public static RefusedRequest stale(long version) {
        return new RefusedRequest(
                ProblemKind.STALE,
                "It was edited since you read it; its ETag is now \"" + version + "\".");
    }

    /// @param field of the query or a header
    public static RefusedRequest parameter(String field, String detail, String hint) {
        return new RefusedRequest(
                ProblemKind.UNPARSABLE, List.of(new Refusal("/" + field, detail, hint)));
    }

    ProblemAnswer problem() {
        return problem;
    }
}
