package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.spec.SpecTree;
import dev.meridian.controlplane.jobs.spec.TreePointers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// One document of a foreign file, which knows what has been taken from it.
public final class Document {

    /// In one file; those of a list count like documents.
    static final int MOST = 100;

    private final int number;
    private final SpecTree tree;
    private final Map<String, Integer> lines;
    private final Notes notes;
    private final Set<String> taken = new HashSet<>();

    /// @param lines on which values begin, by pointer
    public Document(int number, SpecTree tree, Map<String, Integer> lines) {
        this.number = number;
        this.tree = tree;
        this.lines = lines;
        this.notes = new Notes(number);
    }

    /// Its place among the documents of the file, from 0.
    public int number() {
        return number;
    }

    /// The objects of a `List` of Kubernetes, each as a document of its own; else itself alone.
    public List<Document> itemsOfList() {
        if (!root().at("kind").text("").endsWith("List")
                || !(root().at("items").tree() instanceof SpecTree.Items(List<SpecTree> items))) {
            return List.of(this);
        }
        if (items.size() > MOST) {
            throw NotImportable.because(
                    "/items",
                    "the list has " + items.size() + " objects",
                    "send at most " + MOST + " in one file");
        }
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String prefix = "/items/" + i;
            Map<String, Integer> own = new HashMap<>();
            lines.forEach((pointer, line) -> {
                if (pointer.equals(prefix) || pointer.startsWith(prefix + "/")) {
                    own.put(pointer.substring(prefix.length()), line);
                }
            });
            documents.add(new Document(number, items.get(i), own));
        }
        return documents;
    }

    public Part root() {
        return new Part(this, "", tree);
    }

    public Notes notes() {
        return notes;
    }

    /// On which the value begins, or the nearest one around it.
    int line(String pointer) {
        for (String at = pointer; ; at = TreePointers.parent(at)) {
            Integer line = lines.get(at);
            if (line != null || at.isEmpty()) {
                return line == null ? 1 : line;
            }
        }
    }

    void taken(String pointer) {
        taken.add(pointer);
    }

    /// Remarks on every field of which nothing was taken.
    ///
    /// @param reasons for a pointer
    public void tellTheRest(Function<String, Why> reasons) {
        Set<String> touched = new HashSet<>();
        for (String pointer : taken) {
            for (String at = pointer; touched.add(at) && !at.isEmpty(); ) {
                at = TreePointers.parent(at);
            }
        }
        rest("", tree, touched, reasons);
    }

    private void rest(
            String pointer, SpecTree value, Set<String> touched, Function<String, Why> reasons) {
        if (taken.contains(pointer) || isEmpty(value)) {
            return;
        }
        Why why = reasons.apply(pointer);
        boolean opened = touched.contains(pointer) || pointer.isEmpty();
        if (!opened && !(why.equals(Why.UNKNOWN) && hasKnown(pointer, value, reasons))) {
            String detail = TreePointers.last(pointer) + " " + why.detail();
            notes.add(why.kind(), line(pointer), pointer, detail, why.hint());
            return;
        }
        if (value instanceof SpecTree.Fields(Map<String, SpecTree> entries)) {
            entries.forEach((name, entry) ->
                    rest(TreePointers.step(pointer, name), entry, touched, reasons));
        } else if (value instanceof SpecTree.Items(List<SpecTree> items)) {
            for (int i = 0; i < items.size(); i++) {
                rest(pointer + "/" + i, items.get(i), touched, reasons);
            }
        }
    }

    /// Whether there is more to say of the fields than of the object that holds them.
    private static boolean hasKnown(String pointer, SpecTree value, Function<String, Why> reasons) {
        return value instanceof SpecTree.Fields(Map<String, SpecTree> entries)
                && entries.keySet().stream()
                        .map(name -> reasons.apply(TreePointers.step(pointer, name)))
                        .anyMatch(why -> !why.equals(Why.UNKNOWN));
    }

    private static boolean isEmpty(SpecTree value) {
        return value instanceof SpecTree.Nothing
                || (value instanceof SpecTree.Items(List<SpecTree> items) && items.isEmpty())
                || (value instanceof SpecTree.Fields(Map<String, SpecTree> entries)
                        && entries.isEmpty());
    }
}
