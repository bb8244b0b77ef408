package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.client.Unusable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Of a job with several allocations each line begins with the one that wrote it.
final class Logs extends Verb {

    private static final int NOT_FOUND = 404;

    private final PositionalParamSpec id =
            parameter(0, "1", "JOB|ALLOCATION", "The id of either, or the name of a job.");
    private final OptionSpec follow = flag("Go on until the end.", "-f", "--follow");
    private final OptionSpec stream =
            option("STREAM", "stdout (the default) or stderr.", "--stream");
    private final OptionSpec attempt =
            number(0, "Of this placement, counted from 1; 0 is the newest", "--attempt");
    private final OptionSpec tail = number(0, "The last lines alone; 0 is all", "--tail");
    private final OptionSpec index =
            option("GROUP[I]", "Of this instance of the job alone, as worker[3] or 3.", "--index");

    Logs() {
        super("meridian logs -f my-job", "meridian logs --index worker[3] --stream stderr my-job");
        talks();
    }

    @Override
    int run(Session session) throws Exception {
        if (is(follow) && number(tail) > 0) {
            throw new Unusable("--tail and --follow do not go together: leave one out.");
        }
        List<JsonNode> allocations = allocations(session.client());
        if (allocations.isEmpty()) {
            throw Refused.notFound("the job has no such instance");
        }
        if (!is(follow)) {
            for (JsonNode each : allocations) {
                read(each, prefix(each, allocations), session);
            }
            return Exit.DONE;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all =
                    allocations.stream()
                            .<Future<?>>map(each ->
                                    threads.submit(
                                            () -> follow(each, prefix(each, allocations), session)))
                            .toList();
            for (Future<?> each : all) {
                finish(each);
            }
        }
        return Exit.DONE;
    }

    private static void finish(Future<?> reader) throws Exception {
        try {
            reader.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private List<JsonNode> allocations(MeridianClient client) {
        try {
            return client.allocations(Named.job(one(id), client)).stream()
                    .filter(this::isMeant)
                    .toList();
        } catch (Refused refused) {
            if (refused.problem().status() == NOT_FOUND && Named.isId(one(id))) {
                return List.of(client.get("/allocations/" + one(id)));
            }
            throw refused;
        }
    }

    private boolean isMeant(JsonNode allocation) {
        String wanted = text(index);
        return wanted == null
                || wanted.equals(Lines.instance(allocation))
                || wanted.equals(allocation.path("index").asString());
    }

    private static String prefix(JsonNode allocation, List<JsonNode> all) {
        return all.size() == 1 ? "" : Lines.instance(allocation) + " | ";
    }

    private void follow(JsonNode allocation, String prefix, Session session) {
        session.client()
                .followLogs(
                        allocation.path("id").asString(),
                        text(stream, "stdout"),
                        number(attempt),
                        line -> {
                            session.out().println(prefix + line);
                            session.out().flush();
                        });
    }

    private void read(JsonNode allocation, String prefix, Session session) {
        String of = allocation.path("id").asString();
        try (InputStream log =
                session.client().openLogs(of, text(stream, "stdout"), number(attempt))) {
            if (prefix.isEmpty() && number(tail) == 0) {
                new InputStreamReader(log, StandardCharsets.UTF_8).transferTo(session.out());
            } else {
                lines(log, line -> session.out().println(prefix + line));
            }
            session.out().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(InputStream log, Consumer<String> each) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8));
        Deque<String> last = new ArrayDeque<>();
        String line;
        while ((line = lines.readLine()) != null) {
            last.add(line);
            if (number(tail) == 0 || last.size() > number(tail)) {
                String first = last.remove();
                if (number(tail) == 0) {
                    each.accept(first);
                }
            }
        }
        last.forEach(each);
    }
}
