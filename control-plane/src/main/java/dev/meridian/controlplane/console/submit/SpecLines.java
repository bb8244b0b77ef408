package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.jobs.model.spec.Pointers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Finds the line of a text on which something that is wrong stands.
final class SpecLines {
    private static final Pattern SAID = Pattern.compile("\\(line (\\d+), column \\d+\\)");
    private static final int DEEPEST = 32;
    private static final int MOST = 20_000;

    private final Map<String, Integer> lines = new HashMap<>();

    private SpecLines() {}

    /// Of a text that is no YAML nothing is known.
    static SpecLines of(String text) {
        var found = new SpecLines();
        var settings = LoadSettings.builder().setLabel("the text").build();
        try {
            new Compose(settings).composeString(text).ifPresent(root -> found.walk(root, "", 0));
        } catch (YamlEngineException _) {
            // whoever reads the spec says what is wrong
        }
        return found;
    }

    /// From 1; 0 where nobody can say.
    int of(String pointer, String detail) {
        Matcher said = SAID.matcher(detail);
        if (said.find()) {
            return Integer.parseInt(said.group(1));
        }
        // what is missing is shown at what lacks it
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return lines.getOrDefault(place, 0);
    }

    private void walk(Node node, String pointer, int depth) {
        if (depth > DEEPEST || lines.size() > MOST) {
            return;
        }
        lines.putIfAbsent(pointer, line(node));
        if (node instanceof MappingNode fields) {
            for (NodeTuple field : fields.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode name) {
                    String below = pointer + "/" + Pointers.escape(name.getValue());
                    lines.putIfAbsent(below, line(name));
                    walk(field.getValueNode(), below, depth + 1);
                }
            }
        } else if (node instanceof SequenceNode items) {
            List<Node> all = items.getValue();
            for (int i = 0; i < all.size(); i++) {
                walk(all.get(i), pointer + "/" + i, depth + 1);
            }
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
