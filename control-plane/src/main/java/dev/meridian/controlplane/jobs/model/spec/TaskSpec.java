package dev.meridian.controlplane.jobs.model.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is executed.
public record TaskSpec(
        @Says("what starts the task: sandbox by default, process with the agent's rights")
                @Default("sandbox")
                Driver driver,
        @Says("image of a container") @NotYetEffective @Nullable String image,
        @Says("program and arguments, not passed through a shell") List<String> command,
        @Says("environment variables, beside the `MERIDIAN_*` ones") Map<String, String> env,
        @Says("secrets of the project that the task receives") @NotYetEffective
                List<SecretSpec> secrets,
        @Says("host: what the host sees; none: cut off") @Default("host") Network network)
        implements PartlyEffective {

    private static final int MOST_ARGUMENTS = 1_000;

    /// What Linux lets one argument or variable have, its end included.
    private static final int MOST_BYTES_OF_ONE = 131_071;

    private static final int MOST_BYTES = 512 * 1024;
    private static final String RESERVED = "MERIDIAN_";

    public TaskSpec {
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        secrets = List.copyOf(secrets);
        Checks checks =
                Checks.of()
                        .text("image", image, 1024)
                        .size("command", command, 0, MOST_ARGUMENTS)
                        .that(
                                !command.isEmpty()
                                        || driver == Driver.CONTAINER
                                        || driver == Driver.KUBERNETES,
                                "command",
                                "no command is given",
                                "give program and arguments, as in [\"sh\", \"-c\", \"echo hello\"]",
                                "driver")
                        .size("env", env.keySet(), 0, 1_000)
                        .size("secrets", secrets, 0, 100);
        checks.that(
                command.isEmpty() || !command.getFirst().isBlank(),
                "command/0",
                "the program's name is empty",
                "as in [\"sh\", \"-c\", \"echo hello\"]");
        for (int i = 0; i < command.size(); i++) {
            bytes(checks, "command/" + i, command.get(i));
        }
        env.forEach((name, value) -> variable(checks, name, value));
        long all =
                command.stream().mapToLong(TaskSpec::bytes).sum()
                        + env.entrySet().stream()
                                .mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue()))
                                .sum();
        checks.that(
                        all <= MOST_BYTES,
                        "",
                        "command and env have " + all + " bytes together",
                        "give at most " + MOST_BYTES + "; put the rest into a file",
                        "command",
                        "env")
                .orThrow();
    }

    @Override
    public List<String> fieldsWithoutEffect() {
        var fields = new ArrayList<String>();
        if (driver == Driver.CONTAINER || driver == Driver.KUBERNETES) {
            fields.add("driver");
        }
        return fields;
    }

    private static void variable(Checks checks, String name, String value) {
        String field = "env/" + Pointers.escape(name);
        checks.matches(field, name, Names.ENVIRONMENT, Names.ENVIRONMENT_HINT)
                .that(
                        !name.startsWith(RESERVED),
                        field,
                        "variables that begin with "
                                + RESERVED
                                + " are set by Meridian: "
                                + Checks.shown(name),
                        "choose another name");
        bytes(checks, field, value);
    }

    private static void bytes(Checks checks, String field, String text) {
        checks.that(
                bytes(text) <= MOST_BYTES_OF_ONE,
                field,
                "has " + bytes(text) + " bytes: " + Checks.shown(text),
                "give at most " + MOST_BYTES_OF_ONE + " bytes");
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
