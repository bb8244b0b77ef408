package dev.meridian.controlplane.console.live;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// What a page looked like: for each of its parts something that differs when the part does, such
/// as the number of the last event. It travels as text, `list=1f3a;summary=77`.
///
/// @param of by the part's id
public record Marks(Map<String, String> of) {

    public Marks {
        of = new LinkedHashMap<>(of);
    }

    /// Of a page whose parts all change together.
    ///
    /// @param seen any values; those with equal words (`toString`) make equal marks
    public static Marks same(List<?> seen, String... parts) {
        var marks = new LinkedHashMap<String, String>();
        for (String part : parts) {
            marks.put(part, hash(seen));
        }
        return new Marks(marks);
    }

    /// One part more.
    public Marks with(String part, Object... seen) {
        var marks = new LinkedHashMap<>(of);
        marks.put(part, hash(List.of(seen)));
        return new Marks(marks);
    }

    static Marks none() {
        return new Marks(Map.of());
    }

    static Marks parsed(String text) {
        var marks = new HashMap<String, String>();
        for (String one : text.split(";", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                marks.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        return new Marks(marks);
    }

    /// Parts of this that stand otherwise in the other, or not at all.
    Set<String> changedSince(Marks before) {
        return of.entrySet().stream()
                .filter(mark -> !Objects.equals(before.of.get(mark.getKey()), mark.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String hash(List<?> seen) {
        String words = seen.toString();
        var crc = new CRC32();
        crc.update(words.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue()) + Integer.toHexString(words.hashCode());
    }

    @Override
    public String toString() {
        return of.entrySet().stream()
                .map(mark -> mark.getKey() + "=" + mark.getValue())
                .sorted()
                .collect(Collectors.joining(";"));
    }
}
