package dev.meridian.controlplane.jobs.model;

import java.util.Locale;
import java.util.Optional;

/// What a person can order of a whole job.
public enum JobOrder {
    CANCEL("cancelled"),
    SUSPEND("suspended"),
    RESUME("resumed"),
    RETRY("retried");

    private final String done;

    JobOrder(String done) {
        this.done = done;
    }

    /// As addresses write it: `cancel`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a job is after it: `cancelled`.
    public String done() {
        return done;
    }

    public static Optional<JobOrder> of(String word) {
        for (JobOrder order : values()) {
            if (order.word().equals(word)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /// Why the order would change nothing of a job in this state, as far as the state tells; empty
    /// where it can be given. What becomes of it is said by the order itself.
    public Optional<String> hindrance(JobState state) {
        return switch (this) {
            case CANCEL -> state.isEnded() ? Optional.of("it has ended already") : Optional.empty();
            case SUSPEND ->
                    switch (state) {
                        case SUCCEEDED, FAILED, CANCELLED ->
                                Optional.of("it has ended; there is nothing to hold back");
                        case SUSPENDED -> Optional.of("it is suspended already");
                        case QUEUED, RUNNING -> Optional.empty();
                    };
            case RESUME ->
                    switch (state) {
                        case SUCCEEDED, FAILED, CANCELLED ->
                                Optional.of("it has ended; it can be retried, not resumed");
                        case QUEUED, RUNNING -> Optional.of("it is not suspended");
                        case SUSPENDED -> Optional.empty();
                    };
            case RETRY ->
                    switch (state) {
                        case SUCCEEDED -> Optional.of("it succeeded; a success is never run again");
                        case QUEUED, SUSPENDED -> Optional.of("it waits already");
                        case RUNNING, FAILED, CANCELLED -> Optional.empty();
                    };
        };
    }
}
