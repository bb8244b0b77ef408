package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import java.util.Arrays;
import java.util.List;

/// Which nodes a job may have.
final class Places {

    private Places() {}

    static void into(NeedsDraft needs, Options options) {
        options.take("nodelist")
                .ifPresent(option -> {
                    needs.constraint("node", Operator.IN, HostList.of(option));
                    options.changed(
                            option,
                            "becomes a constraint: nodes of Meridian must have these names",
                            "");
                });
        options.take("exclude")
                .ifPresent(option -> {
                    needs.constraint("node", Operator.NOT_IN, HostList.of(option));
                    options.changed(
                            option,
                            "becomes a constraint: nodes of Meridian must have these names",
                            "");
                });
        options.take("constraint").ifPresent(option -> features(needs, option, options));
        options.take("contiguous").ifPresent(_ -> needs.preferablyTogether("rack"));
        options.take("switches")
                .ifPresent(option -> {
                    needs.preferablyTogether("rack");
                    options.changed(option, "becomes the wish for one rack", "");
                });
        options.take("spread-job").ifPresent(_ -> needs.spread("node", null, null));
        options.take("use-min-nodes");
    }

    /// `a100&nvme` are two labels; what chooses between features is more than constraints can say.
    private static void features(NeedsDraft needs, Option option, Options options) {
        List<String> features =
                Arrays.stream(option.value().split("[&,]")).map(String::strip).toList();
        boolean plain =
                features.stream()
                        .allMatch(feature -> feature.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
        if (!plain) {
            options.leftOut(
                    option,
                    "is not carried over: constraints know no alternatives of features",
                    "write constraints on labels of your nodes");
            return;
        }
        features.forEach(feature -> needs.constraint(feature, Operator.EXISTS, List.of()));
        options.changed(
                option,
                "becomes a constraint: nodes must have a label of this name",
                "give it to the agents with --labels");
    }
}
