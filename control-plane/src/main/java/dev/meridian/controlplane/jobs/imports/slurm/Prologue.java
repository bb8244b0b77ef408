package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.Notes;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is put before a script, so that it finds what Slurm would have given it: variables, and the
/// commands `srun` and `scontrol` as far as there is something like them.
final class Prologue {

    private static final Pattern VARIABLE = Pattern.compile("\\bSLURM[A-Z]*_[A-Z_]+\\b");
    private static final String FIRST_NODE = "${MASTER_ADDR:-$(hostname)}";

    private final Script script;
    private final Layout layout;
    private final Notes notes;

    Prologue(Script script, Layout layout, Notes notes) {
        this.script = script;
        this.layout = layout;
        this.notes = notes;
    }

    String text(@Nullable ArrayRange array) {
        var text = new StringBuilder();
        Map<String, String> known = known(array);
        Map<String, Integer> wanted = script.linesOf(VARIABLE);
        if (array != null) {
            wanted.putIfAbsent("SLURM_ARRAY_TASK_ID", script.bodyLine());
        }
        wanted.forEach((variable, line) -> {
            String value = known.get(variable);
            if (value == null) {
                note(
                        Kind.LEFT_OUT,
                        line,
                        variable + " is not set",
                        "see the variables MERIDIAN_* of a task");
            } else {
                text.append("export ").append(variable).append("=\"").append(value).append("\"\n");
            }
            if (variable.endsWith("NODELIST") && layout.nodes() > 1) {
                note(Kind.CHANGED, line, variable + " names the node of rank 0 alone", "");
            }
        });
        if (script.uses("srun")) {
            text.append("SRUN_TASKS=").append(layout.tasksPerInstance()).append('\n');
            text.append(resource("srun.sh"));
            note(
                    Kind.CHANGED,
                    lineOf("srun"),
                    "srun starts its command on the node that the script runs on; the script runs on each of "
                            + layout.instances()
                            + ", RANK tells which",
                    "a step of one task runs on rank 0 alone");
        }
        if (script.uses("scontrol")) {
            text.append(resource("scontrol.sh"));
            note(Kind.CHANGED, lineOf("scontrol"), "scontrol names the node of rank 0 alone", "");
        }
        return text.toString();
    }

    private int lineOf(String command) {
        return script.linesOf(Pattern.compile(command)).getOrDefault(command, script.bodyLine());
    }

    private void note(Kind kind, int line, String detail, String hint) {
        notes.add(kind, line, "", detail, hint);
    }

    private Map<String, String> known(@Nullable ArrayRange array) {
        Map<String, String> known = new TreeMap<>();
        known.put("SLURM_JOB_ID", "$MERIDIAN_JOB_ID");
        known.put("SLURM_JOBID", "$MERIDIAN_JOB_ID");
        known.put("SLURM_JOB_NAME", "$MERIDIAN_JOB_NAME");
        known.put("SLURM_JOB_NODELIST", FIRST_NODE);
        known.put("SLURM_NODELIST", FIRST_NODE);
        known.put("SLURMD_NODENAME", "$MERIDIAN_NODE");
        known.put("SLURM_CLUSTER_NAME", "$MERIDIAN_CLUSTER");
        known.put("SLURM_SUBMIT_DIR", "$PWD");
        known.put("SLURM_SUBMIT_HOST", "$(hostname)");
        known.put("SLURM_TMPDIR", "$TMPDIR");
        known.put("SLURM_RESTART_COUNT", "$((MERIDIAN_ATTEMPT - 1))");
        known.put("SLURM_NODEID", "${RANK:-0}");
        known.put("SLURM_PROCID", "$((${RANK:-0} * " + layout.tasksPerInstance() + "))");
        known.put("SLURM_LOCALID", "0");
        known.put("SLURM_NNODES", Integer.toString(layout.nodes()));
        known.put("SLURM_JOB_NUM_NODES", Integer.toString(layout.nodes()));
        known.put("SLURM_NTASKS", Integer.toString(layout.tasks()));
        known.put("SLURM_NPROCS", Integer.toString(layout.tasks()));
        known.put("SLURM_NTASKS_PER_NODE", Integer.toString(layout.tasksPerInstance()));
        known.put("SLURM_TASKS_PER_NODE", Integer.toString(layout.tasksPerInstance()));
        known.put("SLURM_CPUS_PER_TASK", Integer.toString(layout.cpusPerTask()));
        known.put("SLURM_CPUS_ON_NODE", Integer.toString(layout.cpus()));
        known.put("SLURM_JOB_CPUS_PER_NODE", Integer.toString(layout.cpus()));
        if (layout.gpus() > 0) {
            known.put("SLURM_GPUS_ON_NODE", Integer.toString(layout.gpus()));
            known.put("SLURM_GPUS_PER_NODE", Integer.toString(layout.gpus()));
            known.put("SLURM_GPUS", Integer.toString(layout.gpus() * layout.instances()));
            known.put("SLURM_JOB_GPUS", "$CUDA_VISIBLE_DEVICES");
        }
        if (array != null) {
            known.put("SLURM_ARRAY_TASK_ID", array.expression());
            known.put("SLURM_ARRAY_JOB_ID", "$MERIDIAN_JOB_ID");
            known.put("SLURM_ARRAY_TASK_COUNT", "$MERIDIAN_ARRAY_SIZE");
            known.put("SLURM_ARRAY_TASK_MIN", Integer.toString(array.indices().getFirst()));
            known.put("SLURM_ARRAY_TASK_MAX", Integer.toString(array.indices().getLast()));
        }
        return known;
    }

    private static String resource(String name) {
        try (var in = Prologue.class.getResourceAsStream("/imports/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
