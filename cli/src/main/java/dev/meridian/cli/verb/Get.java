package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Lists page after page up to a limit.
final class Get extends Verb {

    private static final int PAGE = 500;

    private final @Nullable String fixed;
    private final @Nullable PositionalParamSpec kind;
    private final PositionalParamSpec ids;
    private final Map<String, OptionSpec> filters = new LinkedHashMap<>();
    private final OptionSpec limit = number(100, "At most so many; 0 is all", "--limit");
    private final OptionSpec watch =
            flag("Look again every two seconds, and print what has changed.", "-w", "--watch");

    Get() {
        this(null);
    }

    /// @param fixed the kind; null: it is the first parameter
    Get(@Nullable String fixed) {
        super(
                fixed == null
                        ? new String[] {
                            "meridian get jobs --state RUNNING,QUEUED",
                            "meridian get nodes --region eu-west -o wide",
                            "meridian get jobs -o name --state QUEUED | xargs meridian cancel"
                        }
                        : new String[0]);
        this.fixed = fixed;
        kind =
                fixed == null
                        ? parameter(0, "1", "KIND", String.join(", ", Kinds.NAMES) + ".")
                        : null;
        ids = parameter(fixed == null ? 1 : 0, "0..*", "ID", "These alone, by id or by name.");
        filter("PROJECT", "Jobs and queues of this project.", "-p", "--project");
        filter(
                "STATE",
                "Jobs, nodes, approvals or anomalies in this state; of jobs several with commas.",
                "-s",
                "--state");
        filter("QUEUE", "Jobs of this queue.", "-q", "--queue");
        filter("NAME", "Jobs of this name.", "--name");
        filter("JOB", "Allocations of this job, by id or name.", "-j", "--job");
        filter("REGION", "What is in this region.", "-r", "--region");
        filter("CLUSTER", "What is in this cluster, by name or id.", "-c", "--cluster");
        filter("POOL", "Nodes of this pool, by name or id.", "--pool");
        talks();
        prints(Format.TABLE);
    }

    private void filter(String label, String says, String... names) {
        filters.put(names[names.length - 1].substring(2), option(label, says, names));
    }

    @Override
    int run(Session session) {
        Kind meant = Kinds.find(fixed == null && kind != null ? one(kind) : String.valueOf(fixed));
        Runnable look = () -> show(meant, session);
        if (is(watch)) {
            new Watch(session).forever(look);
        }
        look.run();
        return Exit.DONE;
    }

    private void show(Kind meant, Session session) {
        Format format = format(Format.TABLE);
        if (!all(ids).isEmpty()) {
            some(meant, format, session);
            return;
        }
        int most = number(limit) == 0 ? Integer.MAX_VALUE : number(limit);
        var found = session.client().items(path(meant, most, session.client()), most);
        session.printer().list(found.items(), meant.columns(), meant.id(), format);
        if (found.more()) {
            session.say("There are more than " + most + "; --limit 0 lists all.");
        }
    }

    private void some(Kind meant, Format format, Session session) {
        if (!meant.single()) {
            throw new Unusable(
                    "The API has no single " + meant.name() + ": list them without an id.");
        }
        List<JsonNode> found = new ArrayList<>();
        for (String id : all(ids)) {
            found.add(session.client().get(meant.path(id, session.client())));
        }
        if (found.size() == 1 && !format.isTable() && format != Format.NAME) {
            session.printer().object(found.getFirst(), format);
        } else {
            session.printer().list(found, meant.columns(), meant.id(), format);
        }
    }

    private String path(Kind meant, int most, MeridianClient client) {
        Map<String, String> given = given(meant, client);
        if (meant.name().equals("allocations")) {
            String job = given.get("job");
            if (job == null) {
                throw new Unusable("Say of which job: 'meridian get allocations --job JOB'.");
            }
            return "/jobs/" + Named.job(job, client) + "/allocations";
        }
        var path = new StringBuilder(meant.path());
        char sign = '?';
        if (List.of("jobs", "nodes", "approvals", "anomalies", "plans", "audit")
                .contains(meant.name())) {
            path.append("?limit=").append(Math.min(most, PAGE));
            sign = '&';
        }
        for (var filter : given.entrySet()) {
            path.append(sign)
                    .append(filter.getKey())
                    .append('=')
                    .append(MeridianClient.encode(filter.getValue()));
            sign = '&';
        }
        return path.toString();
    }

    private Map<String, String> given(Kind meant, MeridianClient client) {
        Map<String, String> given = new LinkedHashMap<>();
        filters.forEach((name, option) -> {
            String value = text(option);
            if (value == null) {
                return;
            }
            if (!meant.filters().contains(name)) {
                throw new Unusable(
                        "--"
                                + name
                                + " does not filter "
                                + meant.name()
                                + (meant.filters().isEmpty()
                                        ? "."
                                        : ": these do: --"
                                                + String.join(
                                                        ", --",
                                                        meant.filters().stream().sorted().toList())
                                                + "."));
            }
            given.put(
                    name, name.equals("state") ? value.toUpperCase(java.util.Locale.ROOT) : value);
        });
        String project = client.connection().project();
        if (!project.isEmpty() && meant.filters().contains("project")) {
            given.putIfAbsent("project", project);
        }
        return given;
    }
}
