package dev.meridian.controlplane.projects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.meridian.controlplane.projects.model.CheckpointStore;
import dev.meridian.controlplane.projects.model.OpenedStore;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.store.ProjectStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Where projects keep the checkpoints of their tasks, with the settings that only agents may read.
///
/// An edit, of whichever replica, is seen after [#REMEMBERED].
@Service
public class CheckpointStores {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStores.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int AT_MOST = 10_000;
    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

    private final Seals seals;
    private final JsonMapper json = JsonMapper.builder().build();
    private final LoadingCache<String, Optional<OpenedStore>> cache;

    CheckpointStores(ProjectStore projects, Seals seals, TransactionTemplate transaction) {
        this.seals = seals;
        this.cache =
                Caffeine.newBuilder()
                        .expireAfterWrite(REMEMBERED)
                        .maximumSize(AT_MOST)
                        .build(name ->
                                transaction.execute(_ ->
                                        projects.find(name)
                                                .map(Project::checkpoints)
                                                .map(store -> opened(name, store))));
    }

    /// Of a project; empty: it has none.
    public Optional<OpenedStore> of(String project) {
        return cache.get(project);
    }

    /// A store of a project as it is kept.
    public CheckpointStore sealed(
            String project,
            String uri,
            @Nullable String region,
            long bytesPerSecond,
            Map<String, String> settings) {
        var sorted = new TreeMap<>(settings);
        return new CheckpointStore(
                uri,
                region,
                bytesPerSecond,
                sorted.keySet().stream().toList(),
                seals.seal(json.writeValueAsString(sorted), bound(project)));
    }

    private static String bound(String project) {
        return "checkpoints of project " + project;
    }

    /// With settings that cannot be opened a store is no store: its agents say so, and work that
    /// would begin without its checkpoint waits.
    private OpenedStore opened(String project, CheckpointStore store) {
        Map<String, String> settings = Map.of();
        try {
            settings = json.readValue(seals.open(store.sealed(), bound(project)), SETTINGS);
        } catch (IllegalStateException | JacksonException e) {
            LOG.error("the settings of the checkpoint store are lost: {}", e.getMessage());
        }
        return new OpenedStore(store.uri(), store.bytesPerSecond(), settings);
    }
}
