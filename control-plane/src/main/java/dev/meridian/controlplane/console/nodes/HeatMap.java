package dev.meridian.controlplane.console.nodes;

import dev.meridian.controlplane.fleet.model.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The nodes as small as a browser can draw them from: ten thousand in less than 300 kB.
///
/// Per pool, each measure is a text with one character for each node: `!` for what is not known,
/// else a level of [#LEVELS] from `#` on, without the backslash. The state is the ordinal as a
/// digit. Names leave out what all names of the pool begin with.
///
/// @param states in the order of their digits
record HeatMap(Instant asOf, int levels, List<String> states, List<Pool> pools) {
    static final int LEVELS = 90;
    private static final char UNKNOWN = '!';
    private static final char ZERO = '#';
    private static final char BACKSLASH = '\\';

    private static final Comparator<Node> ORDER =
            Comparator.comparing((Node node) -> node.region().value())
                    .thenComparing(Node::cluster)
                    .thenComparing(Node::pool)
                    // n-9 before n-10
                    .thenComparing(node -> node.name().substring(0, stem(node.name())))
                    .thenComparing(node -> node.name().length())
                    .thenComparing(Node::name);

    /// Nodes of one pool.
    ///
    /// @param cluster name
    /// @param clusterId finds a node together with its name
    /// @param measures by [Measure#key]
    record Pool(
            String region,
            String cluster,
            String clusterId,
            String pool,
            String prefix,
            List<String> names,
            String state,
            Map<String, String> measures) {}

    static HeatMap of(List<NodeReading> readings, List<String> states, Instant asOf) {
        var byPool = new LinkedHashMap<Object, List<NodeReading>>();
        readings.stream()
                .sorted(Comparator.comparing(NodeReading::node, ORDER))
                .forEach(reading ->
                        byPool.computeIfAbsent(reading.node().poolId(), _ -> new ArrayList<>())
                                .add(reading));
        return new HeatMap(
                asOf, LEVELS, states, byPool.values().stream().map(HeatMap::pool).toList());
    }

    private static Pool pool(List<NodeReading> readings) {
        Node first = readings.getFirst().node();
        int common = common(readings);
        var state = new StringBuilder();
        readings.forEach(reading -> state.append(reading.node().state().ordinal()));
        Map<String, String> measures = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            var text = new StringBuilder();
            readings.forEach(reading -> text.append(level(measure.of(reading))));
            measures.put(measure.key(), text.toString());
        }
        return new Pool(
                first.region().value(),
                first.cluster(),
                first.clusterId().toString(),
                first.pool(),
                first.name().substring(0, common),
                readings.stream().map(reading -> reading.node().name().substring(common)).toList(),
                state.toString(),
                measures);
    }

    private static char level(@Nullable Double part) {
        if (part == null || part.isNaN()) {
            return UNKNOWN;
        }
        char level = (char) (ZERO + Math.round(Math.clamp(part, 0.0, 1.0) * LEVELS));
        return level >= BACKSLASH ? (char) (level + 1) : level;
    }

    private static int common(List<NodeReading> readings) {
        String first = readings.getFirst().node().name();
        int common = readings.size() == 1 ? 0 : first.length();
        for (NodeReading reading : readings) {
            String name = reading.node().name();
            int i = 0;
            while (i < common && i < name.length() && name.charAt(i) == first.charAt(i)) {
                i++;
            }
            common = i;
        }
        return common;
    }

    private static int stem(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
