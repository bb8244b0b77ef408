package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which nodes a pod may have: selectors, affinities to nodes, tolerations.
final class PodPlaces {

    private final NeedsDraft needs;
    private final JobDraft job;
    private @Nullable String model;

    PodPlaces(NeedsDraft needs, JobDraft job) {
        this.needs = needs;
        this.job = job;
    }

    /// Of the accelerators that the nodes must have; null: any.
    @Nullable String model() {
        return model;
    }

    void read(Part pod) {
        pod.at("nodeSelector")
                .fields()
                .forEach((label, value) -> required(value, label, "In", List.of(value.text(""))));
        Part name = pod.at("nodeName");
        if (name.isThere()) {
            required(name, Labels.HOST, "In", List.of(name.text("")));
        }
        Part affinity = pod.at("affinity", "nodeAffinity");
        Part terms =
                affinity.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
        if (terms.items().size() > 1) {
            terms.leftOut(
                    "alternatives of terms are not carried over: all constraints of a group must hold",
                    "write the constraints that all terms share");
        } else {
            terms.items().forEach(term -> expressions(term, 0));
        }
        for (Part wish : affinity.at("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            expressions(wish.at("preference"), Math.clamp(wish.at("weight").whole(1), 1, 100));
        }
        pod.at("tolerations").items().forEach(this::tolerated);
    }

    /// @param weight 0 for what must be
    private void expressions(Part term, int weight) {
        for (Part one : term.at("matchExpressions").items()) {
            String label = one.at("key").text("");
            String operator = one.at("operator").text("In");
            List<String> values = one.at("values").texts();
            if (weight == 0) {
                required(one, label, operator, values);
            } else {
                compare(one, label, operator, values, weight);
            }
        }
        for (Part one : term.at("matchFields").items()) {
            one.at("key").take();
            compare(
                    one,
                    Labels.HOST,
                    one.at("operator").text("In"),
                    one.at("values").texts(),
                    weight);
        }
    }

    private void required(Part at, String label, String operator, List<String> values) {
        boolean one = operator.equals("In") && values.size() == 1;
        if (one && Labels.namesModel(label)) {
            model = values.getFirst();
            at.take();
        } else if (one && Labels.tellsSpot(label)) {
            job.place(null, Labels.isSpot(label, values.getFirst()));
            at.take();
        } else {
            compare(at, label, operator, values, 0);
        }
    }

    private void compare(Part at, String label, String operator, List<String> values, int weight) {
        String ours = Labels.namesModel(label) ? "gpu.model" : Labels.ours(label);
        List<String> alike = Labels.values(label, values);
        Operator ordered =
                switch (operator) {
                    case "In" -> alike.size() == 1 ? Operator.EQUAL : Operator.IN;
                    case "NotIn" -> alike.size() == 1 ? Operator.NOT_EQUAL : Operator.NOT_IN;
                    case "Exists" -> Operator.EXISTS;
                    case "DoesNotExist" -> Operator.NOT_EXISTS;
                    case "Gt" -> Operator.GREATER;
                    case "Lt" -> Operator.LESS;
                    default ->
                            throw at.refused(
                                    "there is no operator " + operator,
                                    "it is In, NotIn, Exists, DoesNotExist, Gt or Lt");
                };
        if (weight > 0) {
            needs.affinity(ours, ordered, alike, weight);
        } else {
            needs.constraint(ours, ordered, alike);
        }
        at.take();
        if (!Labels.known(label) && !Labels.namesModel(label)) {
            at.changed(
                    "asks for the label "
                            + label
                            + ", which nodes of Meridian have only where it is given to them",
                    "agents take --labels, pools and clusters have labels");
        }
    }

    private void tolerated(Part toleration) {
        Part key = toleration.at("key");
        if (!key.isThere()) {
            toleration.leftOut(
                    "a toleration of every taint is not carried over",
                    "name the taints in tolerations");
            return;
        }
        boolean any = toleration.at("operator").text("Equal").equals("Exists");
        String value = toleration.at("value").text();
        needs.tolerates(
                key.text(""),
                any ? null : value == null ? "" : value,
                toleration.at("effect").text());
        Part seconds = toleration.at("tolerationSeconds");
        if (seconds.isThere()) {
            seconds.leftOut(
                    "how long a taint is tolerated is not carried over",
                    "see disconnect.lostAfter");
        }
    }
}
