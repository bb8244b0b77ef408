package dev.meridian.controlplane.placement.model;

import org.jspecify.annotations.Nullable;

/// By what nodes are told apart when work is kept together or spread: `node`, `rack`, `zone`,
/// `cluster`, `region`, or any label.
public record DomainLevel(String name) {
    public static final DomainLevel NODE = new DomainLevel("node");
    public static final DomainLevel RACK = new DomainLevel("rack");
    public static final DomainLevel ZONE = new DomainLevel("zone");
    public static final DomainLevel CLUSTER = new DomainLevel("cluster");
    public static final DomainLevel REGION = new DomainLevel("region");

    /// The domain that a node lies in, unique over all regions; null when the node does not say.
    public @Nullable String of(Node node) {
        String region = node.region().name();
        return switch (name) {
            case "node" -> node.id().toString();
            case "region" -> region;
            case "cluster" -> region + "/" + node.cluster();
            case "zone" -> under(region, node.label("zone"));
            case "rack" -> under(region + "/" + node.cluster(), node.label("rack"));
            default -> node.label(name);
        };
    }

    private static @Nullable String under(String parent, @Nullable String child) {
        return child == null ? null : parent + "/" + child;
    }

    @Override
    public String toString() {
        return name;
    }
}
