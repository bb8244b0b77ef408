package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.NotImportable;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.TaskDraft;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables of a container: those with a value, those that Meridian knows at run time under
/// another name, and secrets.
final class Environment {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$|\\$\\(([A-Za-z_][A-Za-z0-9_.-]*)\\)");

    /// Fields of a pod, as Meridian's variables have them.
    private static final Map<String, String> FIELDS =
            Map.of(
                    "metadata.name", "$MERIDIAN_ALLOCATION_ID",
                    "metadata.uid", "$MERIDIAN_ALLOCATION_ID",
                    "metadata.namespace", "$MERIDIAN_PROJECT",
                    "spec.nodeName", "$MERIDIAN_NODE",
                    "status.hostIP", "$(hostname -i)",
                    "status.podIP", "$(hostname -i)",
                    "metadata.annotations['batch.kubernetes.io/job-completion-index']",
                            "$MERIDIAN_ARRAY_INDEX",
                    "metadata.labels['batch.kubernetes.io/job-completion-index']",
                            "$MERIDIAN_ARRAY_INDEX");

    /// What Linux lets a new process have of both.
    private static final int MOST = 2 * 1024 * 1024;

    private final TaskDraft task;
    private final Beside beside;
    private final Map<String, String> atRunTime = new LinkedHashMap<>();
    private int given;

    Environment(TaskDraft task, Beside beside) {
        this.task = task;
        this.beside = beside;
    }

    /// Shell expressions by the variables that they are to be put into before the start.
    Map<String, String> atRunTime() {
        return atRunTime;
    }

    void read(Part container) {
        for (Part source : container.at("envFrom").items()) {
            whole(source);
        }
        for (Part variable : container.at("env").items()) {
            String name = variable.at("name").text("");
            Part from = variable.at("valueFrom");
            if (from.isThere()) {
                from(name, from);
            } else {
                task.env(name, interpolated(variable.at("value").text("")));
            }
        }
    }

    /// `$(NAME)` stands for the value of a variable, where it is known.
    ///
    /// @throws NotImportable when variables within variables come to more than a task can be given
    String interpolated(String text) {
        Matcher found = REFERENCE.matcher(text);
        StringBuilder whole = new StringBuilder();
        while (found.find()) {
            String name = found.group(1);
            String value = name == null ? "$" : task.env().getOrDefault(name, found.group());
            found.appendReplacement(whole, Matcher.quoteReplacement(value));
            if (given + whole.length() > MOST) {
                throw NotImportable.because(
                        "words and variables come to more than " + MOST + " characters",
                        "write less of them in terms of one another");
            }
        }
        found.appendTail(whole);
        given += whole.length();
        return whole.toString();
    }

    private void whole(Part source) {
        Part map = source.at("configMapRef", "name");
        Optional<Part> found =
                map.isThere() ? beside.find("ConfigMap", map.text("")) : Optional.empty();
        String prefix = source.at("prefix").text("");
        if (found.isPresent()) {
            found.get()
                    .at("data")
                    .fields()
                    .forEach((name, value) -> task.env(prefix + name, value.text("")));
        } else if (map.isThere()) {
            map.leftOut(
                    "the ConfigMap " + map.text("") + " is not in the file",
                    "write its values into env");
        } else {
            source.leftOut(
                    "the variables of a whole secret are not carried over", "name each in secrets");
        }
    }

    private void from(String name, Part from) {
        if (from.at("secretKeyRef").isThere()) {
            secret(name, from.at("secretKeyRef"));
        } else if (from.at("configMapKeyRef").isThere()) {
            setting(name, from.at("configMapKeyRef"));
        } else if (from.at("fieldRef").isThere()) {
            Part field = from.at("fieldRef", "fieldPath");
            String expression = FIELDS.get(field.text(""));
            from.at("fieldRef", "apiVersion").take();
            if (expression == null) {
                field.leftOut(
                        name + " is not set: Meridian has nothing like " + field.text(""),
                        "see the variables MERIDIAN_* of a task");
            } else {
                atRunTime.put(name, expression);
                field.changed(name + " is set from " + expression, "");
            }
        } else {
            from.leftOut(
                    name + " is not set: its source has no counterpart",
                    "write its value into env");
        }
    }

    private void secret(String name, Part reference) {
        String secret =
                Naming.job(
                        reference.at("name").text("secret")
                                + "."
                                + reference.at("key").text("value"));
        reference.at("optional").take();
        task.secret(secret, name);
        reference.changed("becomes the secret " + secret + " of the project", "make it there");
    }

    private void setting(String name, Part reference) {
        String map = reference.at("name").text("");
        String key = reference.at("key").text("");
        Optional<Part> value =
                beside.find("ConfigMap", map)
                        .map(found -> found.at("data", key))
                        .filter(Part::isThere);
        if (value.isPresent()) {
            task.env(name, value.get().text(""));
            reference.take();
        } else {
            reference.leftOut(
                    name + " is not set: the ConfigMap " + map + " is not in the file",
                    "write its value into env");
        }
    }
}
