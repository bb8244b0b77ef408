package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import dev.meridian.controlplane.dispatch.Suspects.Fault;
import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.FaultOfData;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps a job whose rows cannot be stored from holding up all others of its plan: what fails is
/// stored by halves, and the job that fails alone is left out and remembered ([Suspects]). What
/// belongs to one job, and so a gang, is stored in one transaction. For one thread at a time.
@Component
class CarefulCommits {
    private static final Logger log = LoggerFactory.getLogger(CarefulCommits.class);

    /// So long those at fault are looked for; what is not stored by then the next plan places.
    private static final long SEARCH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Suspects suspects;
    private final FaultOfData data;
    private final Counter failures;

    CarefulCommits(Suspects suspects, FaultOfData data, MeterRegistry meters) {
        this.suspects = suspects;
        this.data = data;
        this.failures = meters.counter("meridian.plan.commit.failures");
    }

    /// For a plan that was made of this.
    Careful of(Snapshot snapshot) {
        Map<AllocationId, JobId> owners = HashMap.newHashMap(snapshot.pending());
        for (PendingGroup group : snapshot.groups()) {
            for (PendingAllocation one : group.allocations()) {
                owners.put(one.id(), group.job());
            }
        }
        return new Careful(owners, snapshot.at());
    }

    /// The commits of one plan.
    final class Careful {
        private final Map<AllocationId, JobId> owners;
        private final Instant now;

        private Careful(Map<AllocationId, JobId> owners, Instant now) {
            this.owners = owners;
            this.now = now;
        }

        /// @param allocation of what was waiting or moved when the plan was made, or was added
        JobId owner(AllocationId allocation) {
            return Objects.requireNonNull(owners.get(allocation));
        }

        /// The same, which also knows the jobs of these.
        Careful also(Map<AllocationId, JobId> more) {
            Map<AllocationId, JobId> all = new HashMap<>(owners);
            all.putAll(more);
            return new Careful(all, now);
        }

        /// Stores all of them in one transaction, or as many as can be in several.
        ///
        /// @param owner whom each is done for
        /// @param transaction all or nothing
        /// @return what the transactions answered; nothing where there was nothing to store
        /// @throws RuntimeException what failed is not the fault of what was to be stored
        <T, R> List<R> store(
                List<T> all, Function<T, JobId> owner, Function<List<T>, R> transaction) {
            if (all.isEmpty()) {
                return List.of();
            }
            var search =
                    new Search<>(
                            all.stream().collect(groupingBy(owner, LinkedHashMap::new, toList())),
                            transaction);
            search.run();
            search.guilty.forEach((job, failure) ->
                    suspects.blame(job, Fault.COMMIT, told(failure), failure, now));
            return search.answers;
        }

        /// The same for what nothing else waits for: where none of it can be stored, others go on.
        <T> void note(List<T> all, Function<T, JobId> owner, Function<List<T>, ?> transaction) {
            try {
                store(all, owner, transaction);
            } catch (RuntimeException e) {
                if (!data.behind(e)) {
                    throw e;
                }
                log.error("nothing of it can be stored", e);
            }
        }
    }

    private final class Search<T, R> {
        private final Map<JobId, List<T>> things;
        private final Function<List<T>, R> transaction;
        private final List<R> answers = new ArrayList<>();
        private final Map<JobId, Throwable> guilty = new LinkedHashMap<>();
        private final long began = System.nanoTime();

        Search(Map<JobId, List<T>> things, Function<List<T>, R> transaction) {
            this.things = things;
            this.transaction = transaction;
        }

        /// Who was at fault before is stored apart from the others.
        void run() {
            Map<Boolean, List<JobId>> bySuspicion =
                    things.keySet().stream().collect(partitioningBy(suspects::isKnown));
            List<JobId> others = bySuspicion.getOrDefault(false, List.of());
            @Nullable Throwable failure = others.isEmpty() ? null : attempt(others);
            if (failure != null) {
                failures.increment();
                log.error("a plan cannot be stored; looking for the job at fault", failure);
                search(others);
            }
            for (JobId job : bySuspicion.getOrDefault(true, List.of())) {
                @Nullable Throwable again = attempt(List.of(job));
                if (again != null) {
                    failures.increment();
                    guilty.put(job, again);
                }
            }
            if (answers.isEmpty() && guilty.size() > 1) {
                // nothing at all can be stored: that is hardly the fault of each of them
                throw thrown(guilty.values().iterator().next());
            }
        }

        private void search(List<JobId> failed) {
            int middle = failed.size() / 2;
            for (List<JobId> half :
                    failed.size() == 1
                            ? List.of(failed)
                            : List.of(
                                    failed.subList(0, middle),
                                    failed.subList(middle, failed.size()))) {
                if (System.nanoTime() - began > SEARCH_NANOS) {
                    return;
                }
                @Nullable Throwable failure = attempt(half);
                if (failure != null && half.size() == 1) {
                    guilty.put(half.getFirst(), failure);
                } else if (failure != null) {
                    search(half);
                }
            }
        }

        private @Nullable Throwable attempt(List<JobId> jobs) {
            try {
                answers.add(
                        transaction.apply(
                                jobs.stream()
                                        .flatMap(
                                                job -> things.getOrDefault(job, List.of()).stream())
                                        .toList()));
                return null;
            } catch (RuntimeException | StackOverflowError e) {
                if (!data.behind(e)) {
                    throw e;
                }
                return e;
            }
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        return failure instanceof RuntimeException mended
                ? mended
                : new IllegalStateException("a plan cannot be stored", failure);
    }

    /// As whoever failed first says it, in the first of its lines: the others hold rows.
    private static String told(Throwable failure) {
        return Unplannable.told(
                        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                                .reduce(failure, (_, cause) -> cause))
                .lines()
                .findFirst()
                .orElse("");
    }
}
