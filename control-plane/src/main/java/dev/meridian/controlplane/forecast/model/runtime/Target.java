package dev.meridian.controlplane.forecast.model.runtime;

import java.util.Optional;

/// What is foretold of a run.
public enum Target {
    /// seconds
    RUNTIME("runtime") {
        @Override
        public Optional<Finished> of(Run run) {
            return Optional.of(run.time());
        }
    },
    /// MiB held at most
    MEMORY("memory") {
        @Override
        public Optional<Finished> of(Run run) {
            return run.peak();
        }
    };

    private final String word;

    Target(String word) {
        this.word = word;
    }

    /// As the database and the API write it.
    public String word() {
        return word;
    }

    /// What a run teaches of it; empty where it was not measured.
    public abstract Optional<Finished> of(Run run);
}
