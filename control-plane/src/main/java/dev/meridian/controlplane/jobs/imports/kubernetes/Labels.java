package dev.meridian.controlplane.jobs.imports.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Labels of nodes of Kubernetes, as nodes of Meridian have them.
final class Labels {

    static final String HOST = "kubernetes.io/hostname";

    private static final Map<String, String> OURS =
            Map.ofEntries(
                    Map.entry("kubernetes.io/os", "os"),
                    Map.entry("beta.kubernetes.io/os", "os"),
                    Map.entry("kubernetes.io/arch", "arch"),
                    Map.entry("beta.kubernetes.io/arch", "arch"),
                    Map.entry(HOST, "node"),
                    Map.entry("topology.kubernetes.io/zone", "zone"),
                    Map.entry("failure-domain.beta.kubernetes.io/zone", "zone"),
                    Map.entry("topology.kubernetes.io/region", "region"),
                    Map.entry("failure-domain.beta.kubernetes.io/region", "region"),
                    Map.entry("topology.kubernetes.io/rack", "rack"),
                    Map.entry("cloud.provider.com/topology-rack", "rack"),
                    Map.entry("cloud.google.com/gce-topology-host", "node"),
                    Map.entry("cloud.google.com/gke-nodepool", "pool"),
                    Map.entry("eks.amazonaws.com/nodegroup", "pool"),
                    Map.entry("karpenter.sh/nodepool", "pool"),
                    Map.entry("agentpool", "pool"),
                    Map.entry("node.kubernetes.io/instance-type", "instance-type"),
                    Map.entry("beta.kubernetes.io/instance-type", "instance-type"),
                    Map.entry("nvidia.com/gpu.count", "gpu.count"));

    private static final Set<String> MODELS =
            Set.of(
                    "nvidia.com/gpu.product",
                    "cloud.google.com/gke-accelerator",
                    "karpenter.k8s.aws/instance-gpu-name",
                    "k8s.amazonaws.com/accelerator",
                    "gpu.nvidia.com/model",
                    "gpu.nvidia.com/class",
                    "amd.com/gpu.product-name",
                    "accelerator");

    /// Labels by which clouds mark their spot nodes, with the value that says so.
    private static final Map<String, String> SPOT =
            Map.of(
                    "karpenter.sh/capacity-type", "spot",
                    "eks.amazonaws.com/capacityType", "SPOT",
                    "kubernetes.azure.com/scalesetpriority", "spot",
                    "cloud.google.com/gke-spot", "true",
                    "cloud.google.com/gke-preemptible", "true",
                    "node.kubernetes.io/lifecycle", "spot");

    private Labels() {}

    static boolean known(String label) {
        return OURS.containsKey(label);
    }

    static String ours(String label) {
        return OURS.getOrDefault(label, label);
    }

    static boolean namesModel(String label) {
        return MODELS.contains(label);
    }

    static boolean tellsSpot(String label) {
        return SPOT.containsKey(label);
    }

    static boolean isSpot(String label, String value) {
        return value.equalsIgnoreCase(SPOT.getOrDefault(label, ""));
    }

    /// Java and Kubernetes name architectures differently.
    static List<String> values(String label, List<String> foreign) {
        return ours(label).equals("arch")
                ? foreign.stream().map(value -> value.equals("arm64") ? "aarch64" : value).toList()
                : foreign;
    }
}
