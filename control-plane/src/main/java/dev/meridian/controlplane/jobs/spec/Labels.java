package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.LabelValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads what a label is compared with.
final class Labels {

    private static final int WIDEST = 40;

    private Labels() {}

    static LabelValue value(SpecTree tree) throws Misread {
        List<String> alternatives = new ArrayList<>();
        if (tree instanceof SpecTree.Items(List<SpecTree> items)) {
            for (SpecTree item : items) {
                alternatives.add(one(item));
            }
        } else {
            alternatives.add(one(tree));
        }
        return new LabelValue(alternatives);
    }

    static SpecTree tree(LabelValue value) {
        List<String> all = value.alternatives();
        return all.size() == 1
                ? new SpecTree.Text(all.getFirst())
                : new SpecTree.Items(all.stream().<SpecTree>map(SpecTree.Text::new).toList());
    }

    private static String one(SpecTree tree) throws Misread {
        return switch (tree) {
            case SpecTree.Text(String text) -> text;
            case SpecTree.Truth(boolean truth) -> Boolean.toString(truth);
            case SpecTree.Numeric(BigDecimal number) -> plain(tree, number);
            case SpecTree.Fields _, SpecTree.Items _, SpecTree.Nothing _ ->
                    throw Misread.unparsable(
                            tree,
                            "a text, number or truth value",
                            "for `in` and `notIn` write a list of them");
        };
    }

    private static String plain(SpecTree tree, BigDecimal number) throws Misread {
        if (Math.abs((long) number.scale()) > WIDEST || number.precision() > WIDEST) {
            throw Misread.impossible(
                    tree,
                    "which is out of all range",
                    "give a number of at most " + WIDEST + " digits");
        }
        return number.toPlainString();
    }
}
