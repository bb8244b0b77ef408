package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.Pointers;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What both notations check alike while they build a tree.
final class TreeBuilder {

    /// The deepest path of a spec has 8 steps.
    static final int DEEPEST = 32;

    private static final int MOST_DEFECTS = 100;
    private final List<Refusal> defects = new ArrayList<>();

    ParsedTree finish(SpecTree tree) {
        return new ParsedTree(tree, List.copyOf(defects));
    }

    void defect(String pointer, String detail, String hint) {
        if (defects.size() < MOST_DEFECTS) {
            defects.add(new Refusal(pointer, detail, hint));
        }
    }

    void put(Map<String, SpecTree> entries, String pointer, String name, SpecTree value) {
        if (entries.putIfAbsent(text(pointer, name), value) != null) {
            defect(
                    step(pointer, name),
                    "the field \"" + name + "\" is given twice",
                    "give it once");
        }
    }

    SpecTree tooDeep(String pointer) {
        defect(
                pointer,
                "nested deeper than " + DEEPEST + " levels",
                "no field of a job lies so deep");
        return new SpecTree.Nothing();
    }

    /// The same text when the database can keep it.
    String text(String pointer, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return bad(pointer, "a text contains the character NUL", "take it out");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return bad(
                        pointer,
                        "a text contains half of a surrogate pair, which is no character",
                        "take it out");
            }
        }
        return text;
    }

    private String bad(String pointer, String detail, String hint) {
        defect(pointer, detail, hint);
        return "";
    }

    static String step(String pointer, String name) {
        return pointer + "/" + Pointers.escape(name);
    }
}
