package dev.meridian.controlplane.projects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.store.ProjectStore;
import dev.meridian.controlplane.projects.store.QueueStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What admission must know of a project, remembered for seconds: a batch asks ten thousand times
/// in a row.
///
/// Another replica's edit is seen after [#REMEMBERED]; this replica's own at once.
@Component
class AdmissionFacts {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int AT_MOST = 10_000;

    record Facts(Project project, Set<String> queues) {}

    private final LoadingCache<String, Optional<Facts>> cache;

    AdmissionFacts(ProjectStore projects, QueueStore queues, TransactionTemplate transaction) {
        cache =
                Caffeine.newBuilder()
                        .expireAfterWrite(REMEMBERED)
                        .maximumSize(AT_MOST)
                        .build(name ->
                                transaction.execute(_ ->
                                        projects.find(name)
                                                .map(project -> facts(project, queues))));
    }

    private static Facts facts(Project project, QueueStore queues) {
        return new Facts(
                project,
                queues.of(project.name()).stream()
                        .map(Queue::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    Optional<Facts> of(String project) {
        return cache.get(project);
    }

    void forget(String project) {
        cache.invalidate(project);
    }
}
