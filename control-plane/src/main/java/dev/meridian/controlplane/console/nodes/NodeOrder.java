package dev.meridian.controlplane.console.nodes;

import dev.meridian.controlplane.console.failing.RefusedPage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the table is sorted, and where a page of it ended: after the last key, wherever that node
/// stands meanwhile.
///
/// @param by a key of [#KEYS]
/// @param down the greatest first
record NodeOrder(String by, boolean down) {
    static final String NAME = "name";
    static final Map<String, Function<NodeReading, @Nullable Object>> KEYS =
            Map.of(
                    NAME,
                    reading -> reading.node().name(),
                    "state",
                    reading -> reading.node().state().ordinal(),
                    "place",
                    NodeOrder::place,
                    "cpu",
                    NodeReading::cpuAllocated,
                    "cpu-used",
                    NodeReading::cpuUsed,
                    "memory",
                    NodeReading::memoryAllocated,
                    "accelerators",
                    NodeReading::acceleratorsAllocated,
                    "copies",
                    reading -> reading.load().copies(),
                    "price",
                    reading -> reading.node().pricePerHour().dollars(),
                    "heard",
                    NodeOrder::heard);

    /// Keys that are known without what nodes gave away and use.
    private static final List<String> OF_NODES_ALONE =
            List.of(NAME, "state", "place", "price", "heard");

    static NodeOrder parse(String text) {
        boolean down = text.startsWith("-");
        String by = down ? text.substring(1) : text;
        if (!KEYS.containsKey(by)) {
            throw RefusedPage.unreadable("Nodes cannot be sorted by \"" + text + "\".");
        }
        return new NodeOrder(by, down);
    }

    boolean isOfNodesAlone() {
        return OF_NODES_ALONE.contains(by);
    }

    /// A key that is compared as a number where it is one, then as text, then by id.
    private record Key(double number, String text, String id) {
        static final Comparator<Key> UP =
                Comparator.comparingDouble(Key::number)
                        .thenComparing(Key::text)
                        .thenComparing(Key::id);

        String cursor() {
            String plain = number + "\n" + text + "\n" + id;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        static Key parse(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                                .split("\n", 3);
                return new Key(Double.parseDouble(parts[0]), parts[1], parts[2]);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw RefusedPage.unreadable("This cursor is none that a list has given.");
            }
        }
    }

    /// A part of the list.
    ///
    /// @param next cursor; null at the end
    record Page(List<NodeReading> items, @Nullable String next) {}

    Page page(List<NodeReading> all, @Nullable String cursor, int limit) {
        Comparator<Key> order = down ? Key.UP.reversed() : Key.UP;
        Key after = cursor == null ? null : Key.parse(cursor);
        List<NodeReading> found =
                all.stream()
                        .map(reading -> Map.entry(key(reading), reading))
                        .filter(one -> after == null || order.compare(one.getKey(), after) > 0)
                        .sorted(Map.Entry.comparingByKey(order))
                        .limit(limit + 1L)
                        .map(Map.Entry::getValue)
                        .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), key(found.get(limit - 1)).cursor());
    }

    private Key key(NodeReading reading) {
        Object value = Objects.requireNonNull(KEYS.get(by)).apply(reading);
        String id = reading.node().id().toString();
        return switch (value) {
            case null -> new Key(-1, "", id);
            case Number number -> new Key(number.doubleValue(), "", id);
            default -> new Key(0, value.toString(), id);
        };
    }

    private static String place(NodeReading reading) {
        return reading.node().region()
                + "/"
                + reading.node().cluster()
                + "/"
                + reading.node().pool();
    }

    private static @Nullable Object heard(NodeReading reading) {
        Instant heard = reading.node().health().lastHeard();
        return heard == null ? null : heard.toEpochMilli();
    }
}
