package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.store.SpecRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Specs never change once stored, so those used last are kept as they were read.
@Component
class SpecCache {
    private static final Logger log = LoggerFactory.getLogger(SpecCache.class);
    private static final int KEPT = 20_000;

    private final SpecRows rows;
    private final Map<JobId, JobSpec> kept =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(1024, 0.75f, true) {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<JobId, JobSpec> eldest) {
                            return size() > KEPT;
                        }
                    });

    SpecCache(SpecRows rows) {
        this.rows = rows;
    }

    /// It was stored just now and will be asked for soon.
    void keep(JobId job, JobSpec spec) {
        kept.put(job, spec);
    }

    /// Empty where it cannot be read, or there is no such job.
    Optional<JobSpec> find(JobId job) {
        return Optional.ofNullable(readable(List.of(job)).get(job));
    }

    /// Absent where there is no such job.
    Map<JobId, JobSpec> of(Collection<JobId> jobs) {
        return of(
                jobs,
                (_, failure) -> {
                    throw failure;
                });
    }

    /// The same, passing over those that cannot be read: they hold up nobody else.
    Map<JobId, JobSpec> readable(Collection<JobId> jobs) {
        return of(
                jobs,
                (job, failure) -> log.error("the spec of job {} cannot be read", job, failure));
    }

    /// The same, passing over those that cannot be read.
    ///
    /// @param unreadable is told of them
    Map<JobId, JobSpec> of(Collection<JobId> jobs, BiConsumer<JobId, RuntimeException> unreadable) {
        Map<JobId, JobSpec> found = new HashMap<>();
        List<JobId> missing = new ArrayList<>();
        for (JobId job : jobs) {
            @Nullable JobSpec spec = kept.get(job);
            if (spec == null) {
                missing.add(job);
            } else {
                found.put(job, spec);
            }
        }
        rows.json(missing)
                .forEach((job, json) -> {
                    try {
                        JobSpec spec = JobSpecReader.fromJson(json);
                        kept.put(job, spec);
                        found.put(job, spec);
                    } catch (RuntimeException e) {
                        unreadable.accept(job, e);
                    }
                });
        return found;
    }
}
