package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// A secret of the project that the task receives.
public record SecretSpec(
        @Says("name of the secret") String name,
        @Says("environment variable that receives it") @Nullable String env,
        @Says("file, relative to the working directory, that receives it") @Nullable String file) {

    public SecretSpec {
        Checks.of()
                .matches("name", name, Names.JOB, Names.JOB_HINT)
                .matches("env", env, Names.ENVIRONMENT, Names.ENVIRONMENT_HINT)
                .text("file", file, 255)
                .that(
                        (env == null) != (file == null),
                        "",
                        "a secret goes to one place",
                        "give either env or file",
                        "env",
                        "file")
                .orThrow();
    }
}
