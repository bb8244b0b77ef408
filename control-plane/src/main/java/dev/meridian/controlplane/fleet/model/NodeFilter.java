package dev.meridian.controlplane.fleet.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which nodes to list; null leaves a dimension open.
///
/// @param cluster name or id
/// @param pool name or id
/// @param label `key=value`, or `key` for any value
/// @param accelerator model of one of its devices, in any case
/// @param text part of the name, of the address, or of the id
public record NodeFilter(
        @Nullable String region,
        @Nullable String cluster,
        @Nullable String pool,
        @Nullable NodeState state,
        @Nullable String label,
        @Nullable String accelerator,
        @Nullable String text) {

    public static final NodeFilter ALL = new NodeFilter(null, null, null, null, null, null, null);

    /// By place and state alone.
    public NodeFilter(
            @Nullable String region,
            @Nullable String cluster,
            @Nullable String pool,
            @Nullable NodeState state) {
        this(region, cluster, pool, state, null, null, null);
    }

    public boolean matches(Node node) {
        return (region == null || region.equals(node.region().value()))
                && (cluster == null
                        || cluster.equals(node.cluster())
                        || cluster.equals(node.clusterId().toString()))
                && (pool == null
                        || pool.equals(node.pool())
                        || pool.equals(node.poolId().toString()))
                && (state == null || state == node.state())
                && (label == null || hasLabel(node, label))
                && (accelerator == null || hasAccelerator(node, accelerator))
                && (text == null || tells(node, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean hasLabel(Node node, String label) {
        int equals = label.indexOf('=');
        return equals < 0
                ? node.labels().containsKey(label)
                : label.substring(equals + 1).equals(node.labels().get(label.substring(0, equals)));
    }

    private static boolean hasAccelerator(Node node, String model) {
        return node.capacity().accelerators().stream()
                .anyMatch(device -> device.model().equalsIgnoreCase(model));
    }

    private static boolean tells(Node node, String text) {
        return node.name().toLowerCase(Locale.ROOT).contains(text)
                || node.address().toLowerCase(Locale.ROOT).contains(text)
                || node.id().toString().contains(text);
    }
}
