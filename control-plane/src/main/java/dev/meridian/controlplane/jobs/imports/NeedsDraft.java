package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.jobs.spec.SpecTree;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an instance needs of its node, and how instances stand to one another.
public final class NeedsDraft {

    private final List<SpecTree> constraints = new ArrayList<>();
    private final List<SpecTree> affinities = new ArrayList<>();
    private final List<SpecTree> spread = new ArrayList<>();
    private final List<SpecTree> tolerations = new ArrayList<>();
    private @Nullable Millicores cpu;
    private @Nullable Mebibytes memory;
    private @Nullable Mebibytes disk;
    private @Nullable AcceleratorRequest accelerators;
    private @Nullable String together;
    private @Nullable String preferablyTogether;

    public NeedsDraft cpu(Millicores given) {
        cpu = given;
        return this;
    }

    public NeedsDraft memory(Mebibytes given) {
        memory = given;
        return this;
    }

    public NeedsDraft disk(Mebibytes given) {
        disk = given;
        return this;
    }

    public NeedsDraft accelerators(AcceleratorRequest given) {
        accelerators = given;
        return this;
    }

    public @Nullable Millicores cpu() {
        return cpu;
    }

    public @Nullable Mebibytes memory() {
        return memory;
    }

    public @Nullable AcceleratorRequest accelerators() {
        return accelerators;
    }

    /// @param values none for operators that take none, several for lists
    public NeedsDraft constraint(String label, Operator operator, List<String> values) {
        add(constraints, comparison(label, operator, values).tree());
        return this;
    }

    public NeedsDraft affinity(String label, Operator operator, List<String> values, int weight) {
        add(affinities, comparison(label, operator, values).number("weight", weight).tree());
        return this;
    }

    public NeedsDraft spread(
            String by, @Nullable Integer minDomains, @Nullable Integer maxPerDomain) {
        add(
                spread,
                new Entries()
                        .text("by", by)
                        .number("minDomains", minDomains)
                        .number("maxPerDomain", maxPerDomain)
                        .tree());
        return this;
    }

    public NeedsDraft together(String in) {
        together = in;
        return this;
    }

    public NeedsDraft preferablyTogether(String in) {
        preferablyTogether = in;
        return this;
    }

    /// @param value null: any; so is the effect
    public NeedsDraft tolerates(String key, @Nullable String value, @Nullable String effect) {
        add(
                tolerations,
                new Entries().text("key", key).text("value", value).text("effect", effect).tree());
        return this;
    }

    private Entries resources() {
        BigDecimal cores = cpu == null ? null : BigDecimal.valueOf(cpu.value(), 3);
        return new Entries()
                .number("cpu", cores == null ? null : cores.stripTrailingZeros())
                .text("memory", memory == null ? null : memory.toString())
                .text("disk", disk == null ? null : disk.toString())
                .text("accelerators", accelerators == null ? null : accelerators.toString());
    }

    boolean isLike(NeedsDraft other) {
        Entries mine = new Entries();
        Entries theirs = new Entries();
        writeInto(mine);
        other.writeInto(theirs);
        return mine.tree().equals(theirs.tree());
    }

    void writeInto(Entries group) {
        group.object("resources", resources())
                .list("constraints", constraints)
                .list("affinities", affinities)
                .list("spread", spread)
                .object(
                        "topology",
                        new Entries()
                                .text("required", together)
                                .text("preferred", preferablyTogether))
                .list("tolerations", tolerations);
    }

    private static void add(List<SpecTree> rules, SpecTree rule) {
        if (!rules.contains(rule)) {
            rules.add(rule);
        }
    }

    private static Entries comparison(String label, Operator operator, List<String> values) {
        Entries comparison = new Entries().text("label", label);
        if (operator != Operator.EQUAL) {
            comparison.text("operator", operator.word());
        }
        return operator.takesList()
                ? comparison.texts("value", values)
                : comparison.text("value", values.isEmpty() ? null : values.getFirst());
    }
}
