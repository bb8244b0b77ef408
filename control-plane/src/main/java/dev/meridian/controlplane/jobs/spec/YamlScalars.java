package dev.meridian.controlplane.jobs.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/// What a plain word of YAML stands for: the core schema of YAML 1.2, in which `yes`, `on` and
/// dates are texts.
final class YamlScalars {

    private static final ScalarResolver CORE = new CoreScalarResolver(false);
    private static final int LONGEST_NUMBER = 200;

    private YamlScalars() {}

    static SpecTree read(TreeBuilder builder, ScalarEvent scalar, String pointer)
            throws UnreadableException {
        String text = scalar.getValue();
        String tag = scalar.getTag().orElse("");
        if (!tag.isEmpty() && !tag.equals("!") && !tag.equals(Tag.STR.getValue())) {
            throw new UnreadableException(
                    "the YAML tag " + tag + " is not allowed", "leave it out");
        }
        if (!scalar.isPlain() || !tag.isEmpty()) {
            return new SpecTree.Text(builder.text(pointer, text));
        }
        Tag kind = CORE.resolve(text, true);
        if (kind.equals(Tag.NULL)) {
            return new SpecTree.Nothing();
        }
        if (kind.equals(Tag.BOOL)) {
            return new SpecTree.Truth(text.toLowerCase(Locale.ROOT).equals("true"));
        }
        if (kind.equals(Tag.INT) || kind.equals(Tag.FLOAT)) {
            return number(builder, text, pointer);
        }
        return new SpecTree.Text(builder.text(pointer, text));
    }

    private static SpecTree number(TreeBuilder builder, String text, String pointer) {
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return new SpecTree.Numeric(
                        number(text.startsWith("+") ? text.substring(1) : text));
            }
        } catch (NumberFormatException _) {
            // .inf, .nan and exponents beyond all bounds: told below
        }
        String shown = text.length() > LONGEST_NUMBER ? text.substring(0, 20) + "…" : text;
        builder.defect(
                pointer, shown + " is not a number that can be used", "give a finite number");
        return new SpecTree.Nothing();
    }

    private static BigDecimal number(String text) {
        if (text.startsWith("0x")) {
            return new BigDecimal(new BigInteger(text.substring(2), 16));
        }
        if (text.startsWith("0o")) {
            return new BigDecimal(new BigInteger(text.substring(2), 8));
        }
        return new BigDecimal(text);
    }
}
