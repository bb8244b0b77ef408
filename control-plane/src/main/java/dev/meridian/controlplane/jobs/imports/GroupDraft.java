package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.spec.SpecTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task group of ours that is being made.
public final class GroupDraft {

    private final TaskDraft task = new TaskDraft();
    private final NeedsDraft needs = new NeedsDraft();
    private final List<String> dependsOn = new ArrayList<>();
    private String name = "main";
    private @Nullable String gangGroup;
    private int count = 1;
    private boolean array;
    private @Nullable Integer maxRunning;
    private @Nullable Integer minCount;

    /// What it runs.
    public TaskDraft task() {
        return task;
    }

    /// What each instance needs of its node.
    public NeedsDraft needs() {
        return needs;
    }

    public GroupDraft name(String given) {
        name = given;
        return this;
    }

    public String name() {
        return name;
    }

    boolean isOfGang() {
        return gangGroup != null;
    }

    public GroupDraft gangGroup(String given) {
        gangGroup = given;
        return this;
    }

    public GroupDraft dependsOn(String other) {
        dependsOn.add(other);
        return this;
    }

    public boolean depends() {
        return !dependsOn.isEmpty();
    }

    public GroupDraft count(int given) {
        count = given;
        return this;
    }

    public int count() {
        return count;
    }

    public GroupDraft array(int size, @Nullable Integer atOnce) {
        count = size;
        array = true;
        maxRunning = atOnce;
        return this;
    }

    public boolean isArray() {
        return array;
    }

    public GroupDraft minCount(int given) {
        minCount = given;
        return this;
    }

    /// All or nothing, where there is more than one.
    public GroupDraft whole() {
        minCount = count > 1 ? (Integer) count : null;
        return this;
    }

    /// Whether its instances are what those of the other group are.
    public boolean isLike(GroupDraft other) {
        return task.tree().equals(other.task.tree()) && needs.isLike(other.needs);
    }

    SpecTree tree() {
        Entries group =
                new Entries()
                        .text("name", name.equals("main") ? null : name)
                        .text("gangGroup", gangGroup)
                        .texts("dependsOn", dependsOn);
        if (array) {
            group.object(
                    "array", new Entries().number("size", count).number("maxRunning", maxRunning));
        } else {
            group.number("count", count == 1 ? null : (Integer) count);
        }
        needs.writeInto(group.number("minCount", minCount));
        return group.object("task", task.entries()).tree();
    }
}
