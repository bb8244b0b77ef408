package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks labels that people set.
final class Labels {
    private static final int MOST = 64;
    private static final int LONGEST = 253;

    private Labels() {}

    /// @throws RefusedRequest when there are too many, or one is too long or has no value
    static Map<String, String> checked(Map<String, String> labels, String pointer) {
        List<Refusal> refusals = new ArrayList<>();
        if (labels.size() > MOST) {
            refusals.add(
                    new Refusal(
                            pointer,
                            labels.size() + " labels are too many.",
                            "At most " + MOST + "."));
        }
        labels.forEach((key, value) -> {
            if (key.isBlank()
                    || key.length() > LONGEST
                    || value == null
                    || value.length() > LONGEST) {
                refusals.add(
                        new Refusal(
                                pointer + "/" + key.replace("~", "~0").replace("/", "~1"),
                                "This label is empty or too long.",
                                "Key and value have at most " + LONGEST + " characters."));
            }
        });
        if (!refusals.isEmpty()) {
            throw new RefusedRequest(ProblemKind.IMPOSSIBLE, refusals);
        }
        return labels;
    }
}
