package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.imports.Shares;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What each instance of a job needs of its node: cores, memory, devices, scratch.
final class Capacity {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGTkmgt]?)[Bb]?");
    private static final int MOST_DEVICES = 1024;
    private final Options options;

    Capacity(Options options) {
        this.options = options;
    }

    /// @return the layout with the devices of each instance
    Layout into(GroupDraft group, Layout bare) {
        Layout layout = devices(group.needs(), bare);
        boolean told =
                options.has("cpus-per-task")
                        || options.has("ntasks")
                        || options.has("ntasks-per-node");
        Optional<Option> perGpu = options.take("cpus-per-gpu");
        if (perGpu.isPresent() && layout.gpus() > 0) {
            layout =
                    layout.withCpusPerTask(
                            Layout.ceil(
                                    Math.min(MOST_DEVICES, layout.gpus())
                                            * Math.min(1_000_000, perGpu.get().positive()),
                                    layout.tasksPerInstance()));
            told = true;
        }
        if (told) {
            group.needs().cpu(new Millicores(layout.cpus() * 1000L));
        }
        memory(group.needs(), layout);
        options.take("tmp").flatMap(this::size).ifPresent(group.needs()::disk);
        return layout;
    }

    private Layout devices(NeedsDraft needs, Layout layout) {
        @Nullable Gpus each = null;
        for (String name : new String[] {"gpus-per-node", "gpus-per-task", "gpus"}) {
            Optional<Option> option = options.take(name);
            if (option.isEmpty()) {
                continue;
            }
            Gpus asked = Gpus.of(option.get(), option.get().value());
            int share =
                    switch (name) {
                        case "gpus-per-task" ->
                                (int)
                                        Math.min(
                                                MOST_DEVICES + 1L,
                                                (long) asked.count() * layout.tasksPerInstance());
                        case "gpus" -> Layout.ceil(asked.count(), layout.instances());
                        default -> asked.count();
                    };
            if (name.equals("gpus") && asked.count() % layout.instances() != 0) {
                options.changed(option.get(), "becomes " + share + " on each node", "");
            } else if (name.equals("gpus")
                    && layout.instances() == 1
                    && asked.count() > 1
                    && !options.has("nodes")) {
                options.changed(
                        option.get(),
                        "is asked of one node",
                        "give --nodes to have them on several");
            }
            each = each == null ? new Gpus(asked.model(), share, asked.slice()) : each;
        }
        Optional<Option> gres = options.take("gres").or(() -> options.take("tres-per-task"));
        if (gres.isPresent()) {
            for (String one : gres.get().value().split(",")) {
                Optional<Gpus> found = Gpus.ofGeneric(gres.get(), one);
                boolean none = one.isBlank() || one.equalsIgnoreCase("none");
                if (found.isEmpty() && !none) {
                    options.leftOut(
                            gres.get(),
                            "asks for " + one.strip() + ", which Meridian does not count",
                            "");
                }
                each = each == null ? found.orElse(null) : each;
            }
        }
        if (each == null || each.count() == 0) {
            return layout;
        }
        String model = each.model() == null ? "gpu" : each.model();
        String slice = each.slice();
        needs.accelerators(
                slice == null
                        ? new AcceleratorRequest(model, each.count(), AcceleratorRequest.WHOLE)
                        : Shares.ofSlices(model, slice, each.count()));
        return layout.withGpus(each.count());
    }

    private void memory(NeedsDraft needs, Layout layout) {
        Optional<Option> perNode = options.take("mem");
        Optional<Option> perCpu = options.take("mem-per-cpu");
        Optional<Option> perGpu = options.take("mem-per-gpu");
        if (perNode.isPresent()) {
            size(perNode.get()).ifPresent(needs::memory);
        } else if (perCpu.isPresent()) {
            size(perCpu.get()).ifPresent(each -> needs.memory(times(each, layout.cpus())));
        } else if (perGpu.isPresent()) {
            size(perGpu.get())
                    .ifPresent(each -> needs.memory(times(each, Math.max(1, layout.gpus()))));
        }
    }

    private static Mebibytes times(Mebibytes each, int count) {
        return new Mebibytes(Math.min(1L << 50, each.value()) * Math.min(1L << 12, count));
    }

    /// Empty where all of a node is asked for.
    private Optional<Mebibytes> size(Option option) {
        Matcher m = SIZE.matcher(option.value());
        if (!m.matches()) {
            throw option.wrong("an amount such as 4G or 500M");
        }
        long number = Long.parseLong(m.group(1));
        if (number == 0) {
            options.leftOut(
                    option,
                    "asks for all memory of a node, which is not known before one is chosen",
                    "set resources.memory");
            return Optional.empty();
        }
        return Optional.of(
                new Mebibytes(
                        switch (m.group(2).toUpperCase(java.util.Locale.ROOT)) {
                            case "K" -> (number + 1023) / 1024;
                            case "G" -> number * 1024;
                            case "T" -> number * 1024 * 1024;
                            default -> number;
                        }));
    }
}
