package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a task asks of its machines, with the choices that it leaves.
final class SkyResources {

    private static final Pattern AMOUNT =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(?:[GT]i?B)?([+x]?)");
    private final JobDraft job;
    private final GroupDraft group;

    SkyResources(JobDraft job, GroupDraft group) {
        this.job = job;
        this.group = group;
    }

    void read(Part resources) {
        if (resources.isThere() && !resources.isObject()) {
            throw resources.refused(
                    "resources is " + resources.tree().kind() + " instead of an object", "");
        }
        List<Part> choices = choices(resources);
        Set<String> providers = new LinkedHashSet<>();
        Set<String> zones = new LinkedHashSet<>();
        boolean anywhere = false;
        for (Part choice : choices) {
            SkyPlace place = SkyPlace.of(choice, resources);
            place.provider().ifPresent(providers::add);
            place.zone().ifPresent(zones::add);
            anywhere |= place.provider().isEmpty();
            job.place(place.region().orElse(null), spot(choice, resources));
        }
        among("provider", anywhere ? List.of() : List.copyOf(providers));
        among("zone", List.copyOf(zones));
        new SkyDevices(group.needs(), resources.at("ordered").isThere()).read(choices, resources);
        amounts(resources, choices);
        image(resources.at("image_id"));
        recovery(resources.at("job_recovery"));
        recovery(resources.at("spot_recovery"));
        kind(resources.at("instance_type"));
    }

    /// Alternatives, or the resources themselves.
    private static List<Part> choices(Part resources) {
        for (String name : new String[] {"any_of", "ordered"}) {
            Part list = resources.at(name);
            if (list.isThere() && !list.items().isEmpty()) {
                if (list.items().size() > 1) {
                    String order = name.equals("ordered") ? "; the order of models is a wish" : "";
                    list.aside()
                            .changed(
                                    "the alternatives become one rule each for provider, region and model, which may meet in other pairs"
                                            + order,
                                    "");
                }
                return list.items();
            }
        }
        return List.of(resources);
    }

    private static @Nullable Boolean spot(Part choice, Part resources) {
        Boolean own = choice.at("use_spot").truth();
        return own == null ? resources.at("use_spot").truth() : own;
    }

    private void among(String label, List<String> values) {
        if (!values.isEmpty()) {
            group.needs()
                    .constraint(label, values.size() == 1 ? Operator.EQUAL : Operator.IN, values);
        }
    }

    private void amounts(Part resources, List<Part> choices) {
        Part first = choices.getFirst();
        Part cpus = either(first, resources, "cpus");
        BigDecimal cores = amount(cpus);
        if (cores != null) {
            group.needs().cpu(new Millicores(cores.movePointRight(3).longValue()));
        } else {
            resources.assumed(
                    "the task does not say how many cores it needs, where SkyPilot would take a whole machine: it gets 1",
                    "set resources.cpu");
        }
        Part memory = either(first, resources, "memory");
        BigDecimal size = amount(memory);
        if (size != null && memory.text("").endsWith("x")) {
            size = size.multiply(cores == null ? BigDecimal.ONE : cores);
        }
        if (size != null) {
            group.needs().memory(gigabytes(size));
        } else {
            resources.assumed(
                    "the task does not say how much memory it needs, where SkyPilot would take a whole machine: it gets 256Mi",
                    "set resources.memory");
        }
        BigDecimal disk = amount(either(first, resources, "disk_size"));
        if (disk != null) {
            group.needs().disk(gigabytes(disk));
        }
    }

    private static Part either(Part choice, Part resources, String name) {
        return choice.at(name).isThere() ? choice.at(name) : resources.at(name);
    }

    private static Mebibytes gigabytes(BigDecimal size) {
        return new Mebibytes(
                size.multiply(BigDecimal.valueOf(1024)).setScale(0, RoundingMode.UP).longValue());
    }

    private static @Nullable BigDecimal amount(Part given) {
        if (!given.isThere()) {
            return null;
        }
        String text = given.text("");
        Matcher m = AMOUNT.matcher(text);
        if (!m.matches()) {
            throw given.refused(
                    given.name()
                            + " is no amount: \""
                            + (text.length() > 80 ? text.substring(0, 80) : text)
                            + "\"",
                    "write it as in 8, 8+ or 64+");
        }
        if (m.group(2).equals("+")) {
            given.changed(
                    given.name()
                            + " "
                            + text
                            + " becomes "
                            + m.group(1)
                            + ": an instance holds what it asks for, the node may have more",
                    "");
        }
        return new BigDecimal(m.group(1));
    }

    private void image(Part image) {
        if (!image.isThere()) {
            return;
        }
        if (image.isText() && image.text("").startsWith("docker:")) {
            group.task().image(image.text("").substring("docker:".length()));
        } else {
            image.leftOut(
                    "the image of a machine is not carried over: machines are not started for the job",
                    "name a container: docker:IMAGE");
        }
    }

    private void recovery(Part recovery) {
        if (recovery.isObject()) {
            Part restarts = recovery.at("max_restarts_on_errors");
            if (restarts.isThere()) {
                job.retries(restarts.whole(0));
            }
            recovery.at("strategy")
                    .notNeeded("work of a lost machine is placed again wherever it fits");
        } else if (recovery.isThere()) {
            recovery.notNeeded("work of a lost machine is placed again wherever it fits");
        }
    }

    private void kind(Part type) {
        if (type.isThere()) {
            List<String> kinds = new ArrayList<>(List.of(type.text("")));
            group.needs().constraint("instance-type", Operator.EQUAL, kinds);
            type.changed(
                    "asks for the label instance-type, which nodes have only where it is given to them",
                    "agents take --labels, pools have labels");
        }
    }
}
