package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a task does: its setup and then its run, each in a shell of its own, with the variables
/// that SkyPilot would have set.
final class SkyCommands {

    private static final Pattern VARIABLE = Pattern.compile("\\bSKYPILOT_[A-Z_]+\\b");

    private SkyCommands() {}

    static void into(GroupDraft group, Part root) {
        Part run = root.at("run");
        Part setup = root.at("setup");
        if (run.isThere() && !run.isText()) {
            throw run.refused("run is no text", "only commands in the file itself can be read");
        }
        String first = setup.text("").strip();
        String then = run.text("").strip();
        if (then.isEmpty() && first.isEmpty()) {
            throw root.refused(
                    "the task has neither run nor setup: there is nothing to do", "give it run");
        }
        if (then.isEmpty()) {
            setup.aside().changed("the task has no run: the job ends after its setup", "");
        }
        String exports = exports(group, run, first + "\n" + then);
        List<String> command = new ArrayList<>(List.of("bash", "-c"));
        if (!first.isEmpty() && !then.isEmpty()) {
            command.addAll(
                    List.of(
                            exports + "bash -c \"$1\" && exec bash -c \"$2\"",
                            "task",
                            first,
                            then));
        } else if (exports.isEmpty()) {
            command.add(first + then);
        } else {
            command.addAll(List.of(exports + "exec bash -c \"$1\"", "task", first + then));
        }
        group.task().command(command);
    }

    private static String exports(GroupDraft group, Part run, String text) {
        Map<String, String> known = known(group);
        var wanted = new TreeSet<String>();
        VARIABLE.matcher(text).results().forEach(found -> wanted.add(found.group()));
        var exports = new StringBuilder();
        for (String variable : wanted) {
            String value = known.get(variable);
            if (value == null) {
                run.aside()
                        .leftOut(
                                variable + " is not set", "see the variables MERIDIAN_* of a task");
            } else {
                exports.append("export ")
                        .append(variable)
                        .append("=\"")
                        .append(value)
                        .append("\"\n");
            }
            if (variable.equals("SKYPILOT_NODE_IPS") && group.count() > 1) {
                run.aside().changed("SKYPILOT_NODE_IPS names the node of rank 0 alone", "");
            }
        }
        return exports.toString();
    }

    private static Map<String, String> known(GroupDraft group) {
        AcceleratorRequest devices = group.needs().accelerators();
        Map<String, String> known = new TreeMap<>();
        known.put("SKYPILOT_NODE_RANK", "${RANK:-0}");
        known.put("SKYPILOT_NODE_IPS", "${MASTER_ADDR:-127.0.0.1}");
        known.put("SKYPILOT_NUM_NODES", Integer.toString(group.count()));
        known.put(
                "SKYPILOT_NUM_GPUS_PER_NODE",
                Integer.toString(devices == null ? 0 : devices.count()));
        known.put("SKYPILOT_TASK_ID", "$MERIDIAN_JOB_ID");
        known.put("SKYPILOT_CLUSTER_INFO", "{}");
        known.put("SKYPILOT_SETUP_NODE_RANK", "${RANK:-0}");
        known.put("SKYPILOT_INTERNAL_JOB_ID", "$MERIDIAN_JOB_ID");
        known.put("SKYPILOT_SERVE_REPLICA_ID", "$MERIDIAN_ALLOCATION_INDEX");
        return known;
    }
}
