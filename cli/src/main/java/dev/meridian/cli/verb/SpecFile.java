package dev.meridian.cli.verb;

import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.Problem;
import dev.meridian.cli.client.Unusable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// A job spec as it was written.
///
/// @param name as it was given; `-` is standard input
record SpecFile(String name, String text) {

    static SpecFile read(String name, InputStream in) {
        try {
            if (name.equals("-")) {
                return new SpecFile(
                        "standard input", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return new SpecFile(name, Files.readString(Path.of(name)));
        } catch (IOException | IllegalArgumentException _) {
            throw new Unusable(
                    "There is no readable file '" + name + "'; '-' reads standard input.");
        }
    }

    /// With some fields set anew.
    ///
    /// @param changes each as `retry.max=3` or `taskGroups.0.count=8`; the value is YAML
    SpecFile with(List<String> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        JsonNode spec = yaml(text);
        if (!(spec instanceof ObjectNode object)) {
            throw new Unusable(name + " is no single job spec: nothing can be set in it.");
        }
        changes.forEach(change -> set(object, change));
        // its lines are no longer those of the file
        return new SpecFile(name + " as changed", Json.pretty(object));
    }

    /// In this project, unless the spec names one itself.
    SpecFile in(String project) {
        if (project.isEmpty() || !(yaml(text) instanceof ObjectNode spec) || spec.has("project")) {
            return this;
        }
        return with(List.of("project=" + project));
    }

    /// What it says, without its notation.
    JsonNode tree() {
        return yaml(text);
    }

    /// In JSON, as it is after a change.
    boolean isJson() {
        return text.stripLeading().startsWith("{");
    }

    private JsonNode yaml(String words) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), words)) {
            return parser.nextToken() == null ? Json.object() : Json.value(parser);
        } catch (JacksonException e) {
            throw new Unusable(name + " cannot be read: " + e.getOriginalMessage());
        }
    }

    private void set(ObjectNode spec, String change) {
        int equals = change.indexOf('=');
        if (equals < 1) {
            throw new Unusable("'" + change + "' sets nothing: write FIELD=VALUE, as retry.max=3.");
        }
        String[] path = change.substring(0, equals).split("\\.");
        JsonNode at = spec;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode next =
                    path[i].matches("\\d+") ? at.path(Integer.parseInt(path[i])) : at.path(path[i]);
            if (next.isMissingNode() && at instanceof ObjectNode object) {
                next = object.putObject(path[i]);
            }
            at = next;
        }
        if (!(at instanceof ObjectNode object)) {
            throw new Unusable(
                    "'"
                            + change.substring(0, equals)
                            + "' is no field that "
                            + name
                            + " can have.");
        }
        object.set(path[path.length - 1], yaml(change.substring(equals + 1)));
    }

    /// A problem in the words of the control plane, each fault with the line that it is about.
    String explained(Problem problem) {
        var said = new StringBuilder(name).append(": ").append(problem.title());
        if (problem.faults().isEmpty()) {
            return said.append(": ").append(problem.detail()).toString();
        }
        for (Problem.Fault fault : problem.faults()) {
            int line = line(fault.pointer());
            said.append("\n  ").append(name).append(line == 0 ? "" : ":" + line).append(": ");
            said.append(fault.pointer().isEmpty() ? "" : fault.pointer() + ": ");
            said.append(fault.detail());
            said.append(fault.hint().isEmpty() ? "" : " (" + fault.hint() + ")");
            if (line > 0) {
                said.append("\n    ").append(text.lines().skip(line - 1L).findFirst().orElse(""));
            }
        }
        return said.toString();
    }

    /// Where the deepest part of a pointer stands that there is; 0 where nothing of it is.
    private int line(String pointer) {
        int best = 0;
        int depth = 0;
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            while (parser.nextToken() != null) {
                String here = parser.streamReadContext().pathAsPointer().toString();
                boolean above = pointer.equals(here) || pointer.startsWith(here + "/");
                if (above && !here.isEmpty() && here.length() > depth) {
                    depth = here.length();
                    best = parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (JacksonException e) {
            return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        }
        return best;
    }
}
