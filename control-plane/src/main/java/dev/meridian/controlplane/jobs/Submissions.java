package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.IdempotencyKey;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.jobs.store.IdempotencyRows;
import dev.meridian.controlplane.jobs.store.IdempotencyRows.StillInFlight;
import dev.meridian.controlplane.jobs.store.NewJobRow;
import dev.meridian.controlplane.jobs.store.SpecRows;
import dev.meridian.controlplane.jobs.store.SubmissionRows;
import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Stores new jobs, each at most once under one key.
@Component
class Submissions {
    private final IdempotencyRows keys;
    private final SpecRows specs;
    private final SpecCache cache;
    private final SubmissionRows rows;
    private final PriorityClasses priorities;
    private final Ids ids;
    private final JobSignals signals;
    private final DiskGuard disks;
    private final TransactionTemplate transactions;

    Submissions(
            IdempotencyRows keys,
            SpecRows specs,
            SpecCache cache,
            SubmissionRows rows,
            PriorityClasses priorities,
            Ids ids,
            JobSignals signals,
            DiskGuard disks,
            PlatformTransactionManager transactionManager) {
        this.keys = keys;
        this.specs = specs;
        this.cache = cache;
        this.rows = rows;
        this.priorities = priorities;
        this.ids = ids;
        this.signals = signals;
        this.disks = disks;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    List<Submission> submit(List<NewJob> jobs, Instant now) {
        List<Submission> answers;
        try {
            answers = Objects.requireNonNull(transactions.execute(_ -> store(jobs, now)));
        } catch (StillInFlight _) {
            return jobs.stream().map(Submissions::inFlight).toList();
        }
        boolean accepted = false;
        for (int i = 0; i < jobs.size(); i++) {
            if (answers.get(i) instanceof Submission.Accepted(JobId id)) {
                cache.keep(id, jobs.get(i).spec());
                accepted = true;
            }
        }
        if (accepted) {
            signals.work();
            signals.events();
        }
        return answers;
    }

    private List<Submission> store(List<NewJob> jobs, Instant now) {
        Map<IdempotencyKey, Submission> known = claim(jobs, now);
        List<Submission> answers = new ArrayList<>();
        List<NewJobRow> fresh = new ArrayList<>();
        Map<IdempotencyKey, JobId> claimed = new HashMap<>();
        for (NewJob job : jobs) {
            @Nullable IdempotencyKey key = job.idempotency();
            @Nullable Submission before = key == null ? null : known.get(key);
            if (before != null) {
                answers.add(before);
                continue;
            }
            JobId id = new JobId(ids.next());
            fresh.add(
                    new NewJobRow(
                            id,
                            job,
                            JobSpecWriter.toJson(job.spec()),
                            priorities.priorityOf(job.spec().priorityClass())));
            answers.add(new Submission.Accepted(id));
            if (key != null) {
                claimed.put(key, id);
                known.put(key, new Submission.Repeated(id));
            }
        }
        if (!fresh.isEmpty()) {
            // who asks again for what is stored is answered all the same
            disks.requireRoom();
            specs.insert(fresh, now);
            rows.insert(fresh, now);
            keys.settle(claimed);
        }
        return answers;
    }

    private Map<IdempotencyKey, Submission> claim(List<NewJob> jobs, Instant now) {
        List<IdempotencyKey> given = new ArrayList<>();
        for (NewJob job : jobs) {
            @Nullable IdempotencyKey key = job.idempotency();
            if (key != null) {
                given.add(key);
            }
        }
        return given.isEmpty() ? new HashMap<>() : keys.claim(given, now);
    }

    private static Submission inFlight(NewJob job) {
        @Nullable IdempotencyKey key = job.idempotency();
        return new Submission.InFlight(key == null ? "" : key.key());
    }
}
