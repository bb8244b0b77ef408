package dev.meridian.controlplane.jobs.spec;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Writes a tree as YAML for people: in blocks, texts of several lines as they are.
public final class YamlText {

    private static final int NEVER_FOLD = 1_000_000;

    private YamlText() {}

    public static String of(SpecTree tree) {
        var settings =
                DumpSettings.builder()
                        .setSchema(new CoreSchema())
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(NEVER_FOLD)
                        .setSplitLines(false)
                        .build();
        return new Dump(settings).dumpToString(plain(tree));
    }

    private static @Nullable Object plain(SpecTree tree) {
        return switch (tree) {
            case SpecTree.Text(String text) -> text;
            case SpecTree.Truth(boolean truth) -> truth;
            case SpecTree.Numeric(BigDecimal number) -> number(number);
            case SpecTree.Nothing _ -> null;
            case SpecTree.Items(List<SpecTree> items) ->
                    items.stream().map(YamlText::plain).toList();
            case SpecTree.Fields(Map<String, SpecTree> entries) -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                entries.forEach((name, value) -> plain.put(name, plain(value)));
                yield plain;
            }
        };
    }

    private static Number number(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() <= 0 ? bare.toBigInteger() : (Number) bare.doubleValue();
    }
}
