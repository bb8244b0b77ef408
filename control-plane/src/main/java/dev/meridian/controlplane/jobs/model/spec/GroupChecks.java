package dev.meridian.controlplane.jobs.model.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the groups of a job must be to one another: named apart, few enough, and in an order that
/// can begin.
final class GroupChecks {

    private GroupChecks() {}

    static void check(Checks checks, List<TaskGroupSpec> groups) {
        Map<String, TaskGroupSpec> byName = new HashMap<>();
        long instances = 0;
        for (int i = 0; i < groups.size(); i++) {
            TaskGroupSpec group = groups.get(i);
            instances += group.instances();
            checks.that(
                    byName.putIfAbsent(group.name(), group) == null,
                    "taskGroups/" + i + "/name",
                    "a second group is named " + group.name(),
                    "give each group its own name");
        }
        checks.that(
                instances <= TaskGroupSpec.MOST_INSTANCES,
                "taskGroups",
                "the groups have " + instances + " instances together",
                "give at most " + TaskGroupSpec.MOST_INSTANCES + ", or split the job");
        boolean known = true;
        for (int i = 0; i < groups.size(); i++) {
            known &= dependencies(checks, i, groups.get(i), byName);
        }
        if (known) {
            List<String> circle = circle(groups, byName);
            checks.that(
                    circle.isEmpty(),
                    "taskGroups",
                    "these groups wait for one another: " + String.join(" → ", circle),
                    "take one of these dependencies away");
        }
    }

    private static boolean dependencies(
            Checks checks, int index, TaskGroupSpec group, Map<String, TaskGroupSpec> byName) {
        boolean known = true;
        Set<String> seen = new HashSet<>();
        for (int j = 0; j < group.dependsOn().size(); j++) {
            String name = group.dependsOn().get(j);
            String field = "taskGroups/" + index + "/dependsOn/" + j;
            TaskGroupSpec other = byName.get(name);
            known &= other != null;
            checks.that(
                            other != null,
                            field,
                            "there is no group " + Checks.shown(name),
                            "name one of " + String.join(", ", byName.keySet()))
                    .that(
                            seen.add(name),
                            field,
                            Checks.shown(name) + " is named twice",
                            "name it once")
                    .that(
                            other == null
                                    || group.gangGroup() == null
                                    || !group.gangGroup().equals(other.gangGroup()),
                            field,
                            "a gang starts as one, so its group cannot wait for "
                                    + Checks.shown(name),
                            "take the dependency away or give the groups different gangs");
        }
        return known;
    }

    /// Names along one circle of dependencies, empty when there is none.
    private static List<String> circle(
            List<TaskGroupSpec> groups, Map<String, TaskGroupSpec> byName) {
        Set<String> done = new HashSet<>();
        for (TaskGroupSpec group : groups) {
            List<String> found = walk(group, byName, done, new ArrayList<>());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<String> walk(
            TaskGroupSpec group,
            Map<String, TaskGroupSpec> byName,
            Set<String> done,
            List<String> path) {
        int again = path.indexOf(group.name());
        path.add(group.name());
        if (again >= 0) {
            return List.copyOf(path.subList(again, path.size()));
        }
        if (!done.contains(group.name())) {
            for (String next : group.dependsOn()) {
                TaskGroupSpec other = byName.get(next);
                List<String> found = other == null ? List.of() : walk(other, byName, done, path);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            done.add(group.name());
        }
        path.removeLast();
        return List.of();
    }
}
