package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of each spec of a batch, in their order.
record BatchAnswer(List<Item> items) {

    /// @param status as the spec would have been answered alone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            int index, int status, @Nullable JobLineAnswer job, @Nullable ProblemAnswer problem) {

        static Item of(int index, JobLineAnswer job) {
            return new Item(index, 201, job, null);
        }

        static Item of(int index, ProblemAnswer problem) {
            return new Item(index, problem.status(), null, problem);
        }
    }
}
