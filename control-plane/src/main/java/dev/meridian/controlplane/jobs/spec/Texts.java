package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.Word;
import java.util.List;
import java.util.stream.Collectors;

/// Reads texts, words of a fixed list, and truth values.
final class Texts {

    private Texts() {}

    static String text(SpecTree tree) throws Misread {
        if (tree instanceof SpecTree.Text(String value)) {
            return value;
        }
        boolean scalar = tree instanceof SpecTree.Numeric || tree instanceof SpecTree.Truth;
        throw Misread.unparsable(tree, "a text", scalar ? "put it in quotes" : "write a text");
    }

    static boolean truth(SpecTree tree) throws Misread {
        if (tree instanceof SpecTree.Truth(boolean value)) {
            return value;
        }
        throw Misread.unparsable(tree, "true or false", "write true or false, without quotes");
    }

    static <W extends Word> W word(SpecTree tree, List<W> words) throws Misread {
        String known = words.stream().map(Word::word).collect(Collectors.joining(", "));
        String given = text(tree);
        for (W word : words) {
            if (word.word().equals(given)) {
                return word;
            }
        }
        String near = NearestName.of(given, words.stream().map(Word::word).toList());
        throw Misread.unparsable(tree, "one of " + known, "did you mean \"" + near + "\"?");
    }

    static AcceleratorRequest accelerators(SpecTree tree) throws Misread {
        try {
            return AcceleratorRequest.parse(text(tree));
        } catch (NumberFormatException _) {
            throw Misread.unparsable(
                    tree,
                    "accelerators",
                    "write \"H100:8\" for whole devices, \"H100:0.5\" for a share of one, \"gpu:1\" for any model");
        }
    }
}
