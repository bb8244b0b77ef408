package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Accelerator;
import java.util.ArrayList;
import java.util.List;

/// `--fake-accelerators=H100:8[:80Gi][,L4:2]`: devices that exist only by declaration, for trials
/// and replays. They are marked as declared wherever they show.
public final class DeclaredAccelerators {
    private static final int MOST = 1024;

    private DeclaredAccelerators() {}

    /// @throws IllegalArgumentException with a sentence for people
    public static List<Accelerator> parse(String text) {
        List<Accelerator> found = new ArrayList<>();
        if (text.isBlank()) return found;
        for (String part : text.split(",")) {
            String[] words = part.strip().split(":");
            if (words.length < 2 || words.length > 3 || words[0].isBlank()) {
                throw new IllegalArgumentException(
                        "--fake-accelerators reads H100:8 or H100:8:80Gi, not \"" + part + "\"");
            }
            long memory =
                    words.length == 3
                            ? Quantity.mib(words[2])
                            : AcceleratorModels.memoryMib(words[0]).orElse(0L);
            int count = Integer.parseInt(words[1]);
            if (count < 1 || found.size() + count > MOST) {
                throw new IllegalArgumentException(
                        "--fake-accelerators: 1 to " + MOST + " devices");
            }
            for (int i = 0; i < count; i++) {
                found.add(
                        Accelerator.newBuilder()
                                .setIndex(found.size())
                                .setVendor("declared")
                                .setModel(words[0])
                                .setMemoryMib(memory)
                                .setUuid("declared-" + found.size())
                                .setDeclared(true)
                                .build());
            }
        }
        return found;
    }
}
