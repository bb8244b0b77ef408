package dev.meridian.controlplane.jobs.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML 1.2 (core schema) into a tree: one document, no tags, and aliases only as far as they
/// stay small.
///
/// It works on the parser's events, so that nothing of a hostile document is built before it has
/// been counted.
public final class YamlTree {

    private static final int LONGEST = 40 * 1024 * 1024;
    private static final int MOST_ALIASES = 1_000;

    /// Values in all, those that aliases repeat counted each time.
    private static final long MOST_VALUES = 2_000_000;

    private static final long MOST_REPEATED = 100_000;

    private record Anchored(SpecTree tree, long values) {}

    private TreeBuilder builder = new TreeBuilder();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final @Nullable Map<String, Integer> lines;
    private final Iterator<Event> events;
    private long values;
    private long repeated;
    private int aliases;

    /// @param lines takes the line of each value by its pointer; null: nobody asks
    private YamlTree(String text, @Nullable Map<String, Integer> lines) {
        this.lines = lines;
        var settings =
                LoadSettings.builder().setCodePointLimit(LONGEST).setLabel("the body").build();
        events = new Parse(settings).parseString(text).iterator();
    }

    public static ParsedTree parse(byte[] body) throws UnreadableException {
        return parse(Utf8.decode(body));
    }

    static ParsedTree parse(String text) throws UnreadableException {
        return readable(() -> new YamlTree(text, null).document());
    }

    /// Every document of a body that may have several, with the lines of its values; empty ones are
    /// left out.
    public static List<YamlDocument> documents(byte[] body) throws UnreadableException {
        String text = Utf8.decode(body);
        return readable(() -> new YamlTree(text, new HashMap<>()).all());
    }

    private interface Reading<T> {
        T read() throws UnreadableException;
    }

    private static <T> T readable(Reading<T> reading) throws UnreadableException {
        try {
            return reading.read();
        } catch (MarkedYamlEngineException e) {
            String where =
                    e.getProblemMark()
                            .map(mark ->
                                    " (line "
                                            + (mark.getLine() + 1)
                                            + ", column "
                                            + (mark.getColumn() + 1)
                                            + ")")
                            .orElse("");
            throw new UnreadableException("no YAML: " + e.getProblem() + where, "");
        } catch (YamlEngineException e) {
            throw new UnreadableException("no YAML: " + firstLine(e.getMessage()), "");
        }
    }

    private ParsedTree document() throws UnreadableException {
        events.next(); // the stream begins
        if (events.next().getEventId() != Event.ID.DocumentStart) {
            throw new UnreadableException("the body is empty", "send a job spec");
        }
        SpecTree tree = value(events.next(), "", 0);
        events.next(); // the document ends
        if (events.next().getEventId() != Event.ID.StreamEnd) {
            throw new UnreadableException(
                    "the body has more than one YAML document", "send one document");
        }
        return builder.finish(tree);
    }

    private List<YamlDocument> all() throws UnreadableException {
        List<YamlDocument> documents = new ArrayList<>();
        Map<String, Integer> noted = Objects.requireNonNull(lines);
        events.next(); // the stream begins
        while (events.next().getEventId() == Event.ID.DocumentStart) {
            builder = new TreeBuilder();
            anchors.clear();
            noted.clear();
            Event first = events.next();
            note("", first);
            SpecTree tree = value(first, "", 0);
            events.next(); // the document ends
            if (!(tree instanceof SpecTree.Nothing)) {
                documents.add(new YamlDocument(builder.finish(tree), Map.copyOf(noted)));
            }
        }
        return documents;
    }

    private void note(String pointer, Event event) {
        if (lines != null) {
            event.getStartMark().ifPresent(mark -> lines.put(pointer, mark.getLine() + 1));
        }
    }

    private SpecTree value(Event event, String pointer, int depth) throws UnreadableException {
        if (++values > MOST_VALUES) {
            throw new UnreadableException("the body has more than " + MOST_VALUES + " values", "");
        }
        if (event instanceof AliasEvent alias) {
            return repeated(alias);
        }
        long before = values;
        SpecTree tree = bare((NodeEvent) event, pointer, depth);
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor, new Anchored(tree, 1 + values - before)));
        return tree;
    }

    private SpecTree bare(NodeEvent event, String pointer, int depth) throws UnreadableException {
        if (event instanceof ScalarEvent scalar) {
            return YamlScalars.read(builder, scalar, pointer);
        }
        var start = (CollectionStartEvent) event;
        if (start.getTag().isPresent()) {
            throw new UnreadableException(
                    "the YAML tag " + start.getTag().get() + " is not allowed", "leave it out");
        }
        if (depth >= TreeBuilder.DEEPEST) {
            throw new UnreadableException(
                    "nested deeper than " + TreeBuilder.DEEPEST + " levels", "");
        }
        return start.getEventId() == Event.ID.MappingStart
                ? mapping(pointer, depth)
                : sequence(pointer, depth);
    }

    private SpecTree mapping(String pointer, int depth) throws UnreadableException {
        Map<String, SpecTree> entries = new LinkedHashMap<>();
        for (Event key = events.next();
                key.getEventId() != Event.ID.MappingEnd;
                key = events.next()) {
            if (!(key instanceof ScalarEvent scalar) || scalar.getTag().isPresent()) {
                throw new UnreadableException(
                        "a field's name must be plain text, below \"" + pointer + "\"", "");
            }
            String name = scalar.getValue();
            note(TreeBuilder.step(pointer, name), key);
            builder.put(
                    entries,
                    pointer,
                    name,
                    value(events.next(), TreeBuilder.step(pointer, name), depth + 1));
        }
        return new SpecTree.Fields(entries);
    }

    private SpecTree sequence(String pointer, int depth) throws UnreadableException {
        List<SpecTree> items = new ArrayList<>();
        for (Event item = events.next();
                item.getEventId() != Event.ID.SequenceEnd;
                item = events.next()) {
            note(pointer + "/" + items.size(), item);
            items.add(value(item, pointer + "/" + items.size(), depth + 1));
        }
        return new SpecTree.Items(items);
    }

    /// An anchor is known only when its value is complete, so a value can never contain itself.
    private SpecTree repeated(AliasEvent alias) throws UnreadableException {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new UnreadableException(
                    "the alias *" + alias.getAlias() + " has no anchor before it", "");
        }
        values += anchored.values();
        repeated += anchored.values();
        if (++aliases > MOST_ALIASES || repeated > MOST_REPEATED) {
            throw new UnreadableException(
                    "aliases repeat more than "
                            + MOST_REPEATED
                            + " values, or there are more than "
                            + MOST_ALIASES,
                    "write out what you repeat, or submit several jobs");
        }
        return anchored.tree();
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
