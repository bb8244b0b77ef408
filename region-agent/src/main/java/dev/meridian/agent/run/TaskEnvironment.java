package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DeviceShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The environment of a task: what the control plane merged, and what only the host knows.
final class TaskEnvironment {
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
    }

    /// @param seen where the task finds the folder for its state
    void checkpoint(Path seen) {
        variables.put("MERIDIAN_CHECKPOINT_DIR", seen.toString());
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    String path() {
        return variables.getOrDefault("PATH", PATH);
    }

    /// Writes it as a script. It holds the job's secrets: the folder around it lets nobody else in,
    /// while the task, which may be another user, sees this one file of it.
    void write(Path script) throws IOException {
        String text =
                variables.entrySet().stream()
                        .map(e -> "export " + e.getKey() + "=" + quoted(e.getValue()) + "\n")
                        .collect(Collectors.joining());
        Files.deleteIfExists(script);
        Files.writeString(script, text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /// The command that sets this environment and becomes the task: one `exec`, no process in
    /// between.
    static List<String> entry(Path script, List<String> command) {
        List<String> line =
                new java.util.ArrayList<>(List.of("/bin/sh", "-c", ". \"$0\" && exec \"$@\""));
        line.add(script.toString());
        line.addAll(command);
        return line;
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''").replace("\0", "") + "'";
    }
}
