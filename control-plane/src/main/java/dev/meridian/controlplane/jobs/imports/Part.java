package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;
import dev.meridian.controlplane.jobs.spec.SpecTree;
import dev.meridian.controlplane.jobs.spec.TreePointers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a foreign document, there or not. Reading it takes it; what nobody takes is told at
/// the end.
public final class Part {

    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final int LONGEST_NUMBER = 200;

    private final Document document;
    private final String pointer;
    private final SpecTree tree;
    private final boolean taking;

    Part(Document document, String pointer, SpecTree tree) {
        this(document, pointer, tree, true);
    }

    private Part(Document document, String pointer, SpecTree tree, boolean taking) {
        this.document = document;
        this.pointer = pointer;
        this.tree = tree;
        this.taking = taking;
    }

    /// The same for remarks on it as a whole: what is below it is not taken by them.
    public Part aside() {
        return new Part(document, pointer, tree, false);
    }

    /// A field of an object, or what is below it; absent where there is none.
    public Part at(String... path) {
        Part at = this;
        for (String name : path) {
            SpecTree value =
                    at.tree instanceof SpecTree.Fields(Map<String, SpecTree> entries)
                            ? entries.getOrDefault(name, new SpecTree.Nothing())
                            : new SpecTree.Nothing();
            at = new Part(document, TreePointers.step(at.pointer, name), value);
        }
        return at;
    }

    public boolean isThere() {
        return !(tree instanceof SpecTree.Nothing);
    }

    public boolean isObject() {
        return tree instanceof SpecTree.Fields;
    }

    public boolean isList() {
        return tree instanceof SpecTree.Items;
    }

    public boolean isText() {
        return tree instanceof SpecTree.Text;
    }

    public String pointer() {
        return pointer;
    }

    public int line() {
        return document.line(pointer);
    }

    /// Its last step, as `tasks[0]`.
    public String name() {
        return TreePointers.last(pointer);
    }

    public SpecTree tree() {
        return tree;
    }

    /// Words, a number or a truth value as it was written; null where there is nothing.
    public @Nullable String text() {
        take();
        return switch (tree) {
            case SpecTree.Text(String text) -> text;
            case SpecTree.Numeric(BigDecimal number) -> plain(number);
            case SpecTree.Truth(boolean truth) -> Boolean.toString(truth);
            case SpecTree.Nothing _ -> null;
            case SpecTree.Fields _, SpecTree.Items _ -> throw wrong("a text");
        };
    }

    public String text(String otherwise) {
        String text = text();
        return text == null ? otherwise : text;
    }

    public @Nullable Integer whole() {
        BigDecimal number = number();
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0 || number.abs().compareTo(MOST) > 0) {
            throw wrong("a whole number");
        }
        return number.intValue();
    }

    public int whole(int otherwise) {
        Integer given = whole();
        return given == null ? otherwise : given;
    }

    public @Nullable BigDecimal number() {
        take();
        if (tree instanceof SpecTree.Nothing) {
            return null;
        }
        if (tree instanceof SpecTree.Numeric(BigDecimal number)
                && Math.abs((long) number.scale()) < LONGEST_NUMBER) {
            return number;
        }
        try {
            if (tree instanceof SpecTree.Text(String text)
                    && text.length() < LONGEST_NUMBER
                    && text.matches("-?\\d+(\\.\\d+)?")) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong("a number");
    }

    /// YAML 1.1 knew more words for it than 1.2.
    public @Nullable Boolean truth() {
        String text = text();
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
            default -> throw wrong("true or false");
        };
    }

    public boolean isTrue() {
        Boolean truth = truth();
        return truth != null && truth;
    }

    /// Of a list; none where there is nothing.
    public List<Part> items() {
        if (tree instanceof SpecTree.Nothing) {
            return List.of();
        }
        if (!(tree instanceof SpecTree.Items(List<SpecTree> items))) {
            throw wrong("a list");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            parts.add(new Part(document, pointer + "/" + i, items.get(i)));
        }
        return parts;
    }

    /// Of an object; none where there is nothing.
    public Map<String, Part> fields() {
        if (tree instanceof SpecTree.Nothing) {
            return Map.of();
        }
        if (!(tree instanceof SpecTree.Fields(Map<String, SpecTree> entries))) {
            throw wrong("an object");
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        entries.keySet().forEach(name -> parts.put(name, at(name)));
        return parts;
    }

    public List<String> texts() {
        return items().stream().map(item -> item.text("")).toList();
    }

    /// All of it is seen to.
    public Part take() {
        document.taken(pointer);
        return this;
    }

    public void leftOut(String detail, String hint) {
        note(Kind.LEFT_OUT, detail, hint);
    }

    public void changed(String detail, String hint) {
        note(Kind.CHANGED, detail, hint);
    }

    /// What is assumed is not there to be taken.
    public void assumed(String detail, String hint) {
        aside().note(Kind.ASSUMED, detail, hint);
    }

    public void notNeeded(String detail) {
        note(Kind.NOT_NEEDED, detail, "");
    }

    private void note(Kind kind, String detail, String hint) {
        if (taking) {
            take();
        }
        document.notes().add(kind, line(), pointer, detail, hint);
    }

    public NotImportable refused(String detail, String hint) {
        return NotImportable.because(pointer, "line " + line() + ": " + detail, hint);
    }

    private NotImportable wrong(String wanted) {
        return refused(name() + " is " + tree.kind() + " instead of " + wanted, "");
    }

    private String plain(BigDecimal number) {
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER
                || number.precision() > LONGEST_NUMBER) {
            throw wrong("a number in any range");
        }
        return number.toPlainString();
    }
}
