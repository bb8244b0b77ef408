package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.spec.SpecTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a group runs.
public final class TaskDraft {

    private final Map<String, String> env = new LinkedHashMap<>();
    private final List<SpecTree> secrets = new ArrayList<>();
    private @Nullable String image;
    private List<String> command = List.of();

    /// A container of this image.
    public TaskDraft image(String given) {
        image = given;
        return this;
    }

    public TaskDraft command(List<String> given) {
        command = List.copyOf(given);
        return this;
    }

    public List<String> command() {
        return command;
    }

    public TaskDraft env(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    public Map<String, String> env() {
        return env;
    }

    public TaskDraft secret(String secret, String variable) {
        secrets.add(new Entries().text("name", secret).text("env", variable).tree());
        return this;
    }

    Entries entries() {
        return new Entries()
                .text("driver", image == null ? null : "container")
                .text("image", image)
                .texts("command", command)
                .texts("env", env)
                .list("secrets", secrets);
    }

    SpecTree tree() {
        return entries().tree();
    }
}
