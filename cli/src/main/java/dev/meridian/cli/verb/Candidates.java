package dev.meridian.cli.verb;

import dev.meridian.cli.client.Contexts;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.client.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/// What may come next on a line that is being typed.
final class Candidates {

    private static final int FEW = 50;

    private final Session session;

    private Candidates(Session session) {
        this.session = session;
    }

    /// @param words after `meridian`; the last is being typed and may be empty
    static List<String> of(List<String> words, Session session) {
        String typed = words.isEmpty() ? "" : words.getLast();
        List<String> before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
        try {
            return new Candidates(session)
                    .after(before, typed)
                    .filter(word -> word.startsWith(typed))
                    .distinct()
                    .toList();
        } catch (Refused | Unusable _) {
            return List.of();
        }
    }

    private Stream<String> after(List<String> before, String typed) {
        if (before.isEmpty()) {
            return Catalogue.all().map(Entry::name);
        }
        CommandLine line = CommandLines.all();
        List<String> arguments = new ArrayList<>();
        for (String word : before) {
            CommandLine next = line.getSubcommands().get(word);
            if (next == null) {
                arguments.add(word);
            } else {
                line = next;
            }
        }
        OptionSpec open = line.getCommandSpec().findOption(before.getLast());
        if (open != null && open.arity().max() > 0) {
            return values(open);
        }
        if (typed.startsWith("-")) {
            return line.getCommandSpec().options().stream().map(OptionSpec::longestName);
        }
        if (!line.getSubcommands().isEmpty()) {
            return line.getSubcommands().keySet().stream();
        }
        return arguments(line.getCommandName(), arguments);
    }

    private Stream<String> values(OptionSpec option) {
        return switch (option.longestName()) {
            case "--output" -> Stream.of("table", "wide", "json", "yaml", "name");
            case "--stream" -> Stream.of("stdout", "stderr");
            case "--context" -> contexts();
            case "--region" -> names("/regions");
            case "--cluster" -> names("/clusters");
            case "--pool" -> names("/node-pools");
            case "--project" -> names("/projects");
            case "--queue" -> names("/queues");
            case "--job" -> names("/jobs?limit=" + FEW);
            case "--state" ->
                    Stream.of("QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED", "SUSPENDED");
            default -> Stream.of();
        };
    }

    private Stream<String> arguments(String verb, List<String> given) {
        return switch (verb) {
            case "explain", "logs", "cancel", "retry", "suspend", "resume" ->
                    names("/jobs?limit=" + FEW);
            case "cordon", "uncordon", "quarantine", "drain" -> names("/nodes?limit=1000");
            case "top" -> Stream.of("nodes", "jobs");
            case "show", "approve", "reject" -> names("/approvals?state=PENDING&limit=" + FEW);
            case "completion" -> Stream.of("bash", "zsh", "fish");
            case "help" -> Catalogue.all().map(Entry::name);
            case "use", "delete" -> contexts();
            case "get", "describe", "set" ->
                    given.isEmpty()
                            ? Kinds.NAMES.stream()
                            : names(Kinds.find(given.getFirst()).path());
            default -> Stream.of();
        };
    }

    private Stream<String> contexts() {
        return Contexts.read(session.environment()).all().keySet().stream();
    }

    private Stream<String> names(String path) {
        MeridianClient client = session.client();
        return client.items(path, FEW).items().stream().map(Candidates::name);
    }

    private static String name(JsonNode each) {
        return each.path("name").asString(each.path("id").asString(""));
    }
}
