package dev.meridian.agent.run.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// For ordinary users: no limits but those that the agent watches itself, trees found through
/// `/proc`.
public final class NoGroups implements Groups {
    private record NoGroup() implements Group {
        @Override
        public List<Path> doors() {
            return List.of();
        }

        @Override
        public List<Long> members() {
            return List.of();
        }

        @Override
        public Optional<Path> killSwitch() {
            return Optional.empty();
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }

        @Override
        public void remove() {}
    }

    public static Group none() {
        return new NoGroup();
    }

    @Override
    public Group create(String name, Limits limits) {
        return none();
    }

    @Override
    public Optional<Group> find(String name) {
        return Optional.of(none());
    }

    @Override
    public String sentence() {
        return "this user may write no control groups: memory is watched by the agent, CPU is not limited";
    }
}
