package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DeviceShare;
import dev.meridian.agent.run.checkpoint.Generation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The environment of a task: what the control plane merged, and what only the host knows.
public final class TaskEnvironment {
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> variables = new TreeMap<>();

    TaskEnvironment(Assignment assignment, AllocationFolder folder) {
        String work = folder.work().toString();
        variables.put("PATH", PATH);
        variables.put("LANG", "C.UTF-8");
        variables.put("HOME", work);
        variables.put("TMPDIR", work);
        if (assignment.getDevicesCount() > 0) {
            String visible =
                    assignment.getDevicesList().stream()
                            .map(DeviceShare::getIndex)
                            .distinct()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(","));
            variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID"); // as the driver numbers them
            variables.put("CUDA_VISIBLE_DEVICES", visible);
            variables.put("ROCR_VISIBLE_DEVICES", visible);
        }
        variables.putAll(assignment.getEnvMap());
        variables.put("PWD", work);
        // the mark by which every process of this attempt is found again
        variables.put("MERIDIAN_ALLOCATION_ID", assignment.getAllocationId());
        variables.put("MERIDIAN_EPOCH", Integer.toString(assignment.getEpoch()));
        variables.keySet().removeIf(name -> !NAME.matcher(name).matches());
        variables.replaceAll((_, value) -> value.replace("\0", ""));
    }

    /// @param seen where the task finds the folder for its state
    /// @param restored the copy that lies in it
    void checkpoint(Path seen, Optional<Generation> restored) {
        variables.put("MERIDIAN_CHECKPOINT_DIR", seen.toString());
        restored.ifPresent(generation ->
                variables.put("MERIDIAN_CHECKPOINT_EPOCH", Integer.toString(generation.epoch())));
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    String path() {
        return variables.getOrDefault("PATH", PATH);
    }
}
