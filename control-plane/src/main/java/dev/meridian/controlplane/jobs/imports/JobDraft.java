package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.jobs.spec.SpecTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job of ours that is being made: only what the foreign file says is set.
public final class JobDraft {

    private final List<GroupDraft> groups = new ArrayList<>();
    private final List<SpecTree> places = new ArrayList<>();
    private final Entries scaling = new Entries();
    private final Entries service = new Entries();
    private String name = "imported";
    private @Nullable String queue;
    private @Nullable String type;
    private @Nullable String priorityClass;
    private @Nullable Duration max;
    private @Nullable Integer retries;
    private @Nullable String deadline;

    public JobDraft name(String given) {
        name = given;
        return this;
    }

    public String name() {
        return name;
    }

    public JobDraft queue(@Nullable String given) {
        queue = given;
        return this;
    }

    public JobDraft service() {
        type = "service";
        return this;
    }

    public JobDraft listens(int port) {
        service.number("port", port);
        return this;
    }

    public JobDraft health(String path) {
        service.object("health", new Entries().text("path", path));
        return this;
    }

    public JobDraft scales(int min, int most) {
        scaling.number("min", min).number("max", most);
        return this;
    }

    public JobDraft priorityClass(String given) {
        priorityClass = given;
        return this;
    }

    public JobDraft runsAtMost(Duration given) {
        max = given;
        return this;
    }

    public JobDraft retries(int given) {
        retries = given;
        return this;
    }

    public boolean hasRetries() {
        return retries != null && retries > 0;
    }

    /// @param given ISO 8601 with its zone
    public JobDraft deadline(String given) {
        deadline = given;
        return this;
    }

    /// One more kind of place where it may run; both absent: none.
    public JobDraft place(@Nullable String region, @Nullable Boolean spot) {
        SpecTree place = new Entries().text("region", region).truth("spot", spot).tree();
        if ((region != null || spot != null) && !places.contains(place)) {
            places.add(place);
        }
        return this;
    }

    public JobDraft add(GroupDraft group) {
        groups.add(group);
        return this;
    }

    public List<GroupDraft> groups() {
        return groups;
    }

    /// All groups start together or not at all.
    public void gang() {
        for (GroupDraft group : groups) {
            group.whole();
            if (groups.size() > 1) {
                group.gangGroup("all");
            }
        }
    }

    /// Whether the instances of all groups are one gang, and find each other.
    public boolean isGang() {
        return groups.size() > 1 && groups.stream().allMatch(GroupDraft::isOfGang);
    }

    SpecTree tree() {
        return new Entries()
                .text("name", name)
                .text("queue", queue)
                .text("type", type)
                .text("priorityClass", priorityClass)
                .list("taskGroups", groups.stream().map(GroupDraft::tree).toList())
                .object("placement", new Entries().list("anyOf", places))
                .object(
                        "runtime",
                        new Entries().text("max", max == null ? null : Durations.text(max)))
                .text("deadline", deadline)
                .object("retry", new Entries().number("max", retries))
                .object("service", service)
                .object("scaling", scaling)
                .tree();
    }
}
