package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.LabelValue;
import dev.meridian.controlplane.jobs.model.spec.RegionPattern;
import dev.meridian.controlplane.jobs.model.spec.RuntimeEstimate;
import dev.meridian.controlplane.jobs.model.spec.Word;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every type of value that is written as one word, number or truth value.
final class ScalarKinds {

    private static final ScalarKind<Integer> WHOLE =
            new ScalarKind<>(
                    "whole number",
                    Numbers::whole,
                    v -> Numbers.tree(v.longValue()),
                    Map.of("type", "integer"));
    private static final ScalarKind<Double> NUMBER =
            new ScalarKind<>("number", Numbers::number, Numbers::tree, Map.of("type", "number"));
    private static final ScalarKind<Boolean> TRUTH =
            new ScalarKind<>(
                    "true or false", Texts::truth, SpecTree.Truth::new, Map.of("type", "boolean"));

    private static final Map<Class<?>, ScalarKind<?>> ALL =
            Map.ofEntries(
                    Map.entry(
                            String.class,
                            new ScalarKind<>(
                                    "text",
                                    Texts::text,
                                    SpecTree.Text::new,
                                    Map.of("type", "string"))),
                    Map.entry(int.class, WHOLE),
                    Map.entry(Integer.class, WHOLE),
                    Map.entry(double.class, NUMBER),
                    Map.entry(Double.class, NUMBER),
                    Map.entry(boolean.class, TRUTH),
                    Map.entry(Boolean.class, TRUTH),
                    Map.entry(
                            Millicores.class,
                            new ScalarKind<>(
                                    "cores",
                                    Amounts::cpu,
                                    Amounts::tree,
                                    Map.of("type", List.of("number", "string")))),
                    Map.entry(
                            Mebibytes.class,
                            new ScalarKind<>(
                                    "memory",
                                    Amounts::memory,
                                    v -> new SpecTree.Text(v.toString()),
                                    Map.of("type", List.of("number", "string")))),
                    Map.entry(
                            Money.class,
                            new ScalarKind<>(
                                    "dollars",
                                    Amounts::money,
                                    Amounts::tree,
                                    Map.of("type", "number"))),
                    Map.entry(
                            Duration.class,
                            new ScalarKind<>(
                                    "duration",
                                    Times::duration,
                                    Times::tree,
                                    Map.of("type", "string"))),
                    Map.entry(
                            RuntimeEstimate.class,
                            new ScalarKind<>(
                                    "duration or auto",
                                    Times::estimate,
                                    Times::tree,
                                    Map.of("type", "string"))),
                    Map.entry(
                            Instant.class,
                            new ScalarKind<>(
                                    "time",
                                    Times::instant,
                                    v -> new SpecTree.Text(v.toString()),
                                    Map.of("type", "string", "format", "date-time"))),
                    Map.entry(
                            AcceleratorRequest.class,
                            new ScalarKind<>(
                                    "accelerators",
                                    Texts::accelerators,
                                    v -> new SpecTree.Text(v.toString()),
                                    Map.of("type", "string"))),
                    Map.entry(
                            RegionPattern.class,
                            new ScalarKind<>(
                                    "region pattern",
                                    tree -> new RegionPattern(Texts.text(tree)),
                                    v -> new SpecTree.Text(v.text()),
                                    Map.of("type", "string"))),
                    Map.entry(
                            LabelValue.class,
                            new ScalarKind<>(
                                    "label value",
                                    Labels::value,
                                    Labels::tree,
                                    Map.of(
                                            "type",
                                            List.of("string", "number", "boolean", "array")))));

    private ScalarKinds() {}

    static @Nullable ScalarKind<?> of(Class<?> type) {
        return type.isEnum() && Word.class.isAssignableFrom(type) ? words(type) : ALL.get(type);
    }

    private static ScalarKind<Word> words(Class<?> type) {
        List<Word> words = Arrays.stream(type.getEnumConstants()).map(Word.class::cast).toList();
        List<String> spelled = words.stream().map(Word::word).toList();
        return new ScalarKind<>(
                spelled.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", ")),
                tree -> Texts.word(tree, words),
                word -> new SpecTree.Text(word.word()),
                Map.of("type", "string", "enum", spelled));
    }
}
