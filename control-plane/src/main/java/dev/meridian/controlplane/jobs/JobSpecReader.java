package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.jobs.spec.JsonTree;
import dev.meridian.controlplane.jobs.spec.ParsedTree;
import dev.meridian.controlplane.jobs.spec.SpecRecords;
import dev.meridian.controlplane.jobs.spec.SpecTree;
import dev.meridian.controlplane.jobs.spec.UnreadableException;
import dev.meridian.controlplane.jobs.spec.YamlTree;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads job specs from the bytes of a request, and names everything that is wrong with them.
public class JobSpecReader {

    private static final int MOST_OF_BATCH = 10_000;
    private static final List<String> LIST_FIELDS = List.of("items", "jobs", "specs");
    private final PriorityClasses priorityClasses;

    public JobSpecReader(PriorityClasses priorityClasses) {
        this.priorityClasses = priorityClasses;
    }

    public SpecReading read(byte[] body, SpecFormat format) {
        try {
            ParsedTree parsed = parse(body, format);
            return reading(parsed.tree(), "", parsed.defects());
        } catch (UnreadableException e) {
            return new SpecReading.Unparsable(List.of(e.refusal()));
        }
    }

    /// Reads a list of specs, or an object with such a list as `items`.
    public BatchReading readBatch(byte[] body, SpecFormat format) {
        ParsedTree parsed;
        try {
            parsed = parse(body, format);
        } catch (UnreadableException e) {
            return new BatchReading.Unparsable(List.of(e.refusal()));
        }
        String list = "";
        SpecTree tree = parsed.tree();
        if (tree instanceof SpecTree.Fields(Map<String, SpecTree> entries)
                && entries.size() == 1
                && LIST_FIELDS.contains(entries.keySet().iterator().next())) {
            list = "/" + entries.keySet().iterator().next();
            tree = entries.values().iterator().next();
        }
        if (!(tree instanceof SpecTree.Items(List<SpecTree> items))) {
            return new BatchReading.Unparsable(
                    List.of(
                            new Refusal(
                                    list,
                                    "got " + tree.kind() + " instead of a list of job specs",
                                    "send {\"items\": [ … ]}")));
        }
        if (items.isEmpty() || items.size() > MOST_OF_BATCH) {
            return new BatchReading.Impossible(
                    List.of(
                            new Refusal(
                                    list,
                                    "the list has " + items.size() + " job specs",
                                    "send 1 to " + MOST_OF_BATCH)));
        }
        List<SpecReading> readings = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            readings.add(reading(items.get(i), "", below(list + "/" + i, parsed.defects())));
        }
        return new BatchReading.Each(readings);
    }

    /// A spec that [JobSpecWriter] wrote.
    ///
    /// @throws IllegalStateException when it is none
    public static JobSpec fromJson(String json) {
        try {
            SpecRecords.Walked walked =
                    SpecRecords.read(
                            JsonTree.parse(json.getBytes(StandardCharsets.UTF_8)).tree(), "");
            if (walked.spec() != null) {
                return walked.spec();
            }
            throw new IllegalStateException(
                    "a stored job spec is not one: " + walked.unparsable() + walked.impossible());
        } catch (UnreadableException e) {
            throw new IllegalStateException("a stored job spec is no JSON", e);
        }
    }

    /// A spec that was made and not written.
    SpecReading read(SpecTree tree) {
        return reading(tree, "", List.of());
    }

    private SpecReading reading(SpecTree tree, String pointer, List<Refusal> defects) {
        SpecRecords.Walked walked = SpecRecords.read(tree, pointer);
        JobSpec spec = walked.spec();
        List<Refusal> impossible = new ArrayList<>(walked.impossible());
        if (spec != null && !priorityClasses.knows(spec.priorityClass())) {
            impossible.add(
                    new Refusal(
                            pointer + "/priorityClass",
                            "there is no priority class \"" + spec.priorityClass() + "\"",
                            "name one of " + priorityClasses.names()));
        }
        if (!defects.isEmpty() || !walked.unparsable().isEmpty()) {
            return new SpecReading.Unparsable(
                    Stream.of(defects, walked.unparsable(), impossible)
                            .flatMap(List::stream)
                            .toList());
        }
        return spec != null && impossible.isEmpty()
                ? new SpecReading.Accepted(spec, SpecRecords.withoutEffect(spec))
                : new SpecReading.Impossible(impossible);
    }

    private static List<Refusal> below(String pointer, List<Refusal> defects) {
        return defects.stream()
                .filter(defect ->
                        defect.pointer().equals(pointer)
                                || defect.pointer().startsWith(pointer + "/"))
                .map(d ->
                        new Refusal(d.pointer().substring(pointer.length()), d.detail(), d.hint()))
                .toList();
    }

    private static ParsedTree parse(byte[] body, SpecFormat format) throws UnreadableException {
        return switch (format) {
            case JSON -> JsonTree.parse(body);
            case YAML -> YamlTree.parse(body);
        };
    }
}
