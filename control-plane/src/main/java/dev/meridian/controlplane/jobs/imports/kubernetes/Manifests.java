package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.Document;
import dev.meridian.controlplane.jobs.imports.Draft;
import dev.meridian.controlplane.jobs.imports.ForeignFile;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.NotImportable;
import dev.meridian.controlplane.jobs.imports.Priorities;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The objects of a file: jobs are made of those that are jobs, the others are told.
public final class Manifests {

    private Manifests() {}

    /// @param name for jobs without one
    public static ForeignFile of(List<Document> documents, String name, Priorities priorities) {
        List<Manifest> all =
                documents.stream()
                        .flatMap(one -> one.itemsOfList().stream())
                        .map(Manifest::of)
                        .toList();
        Beside beside = new Beside(all, priorities);
        List<Draft> jobs = new ArrayList<>();
        List<ImportRemark> others = new ArrayList<>();
        for (Manifest one : all) {
            Optional<JobKind> kind = JobKind.of(one);
            if (kind.isPresent()) {
                jobs.add(draft(one, kind.get(), name, beside));
            } else {
                OtherKinds.tell(one);
                others.addAll(one.document().notes().inOrder());
            }
        }
        if (jobs.isEmpty()) {
            throw NotImportable.because(
                    "there is no job in the file, only "
                            + all.stream()
                                    .map(Manifest::title)
                                    .limit(20)
                                    .collect(Collectors.joining(", "))
                            + all.stream()
                                    .map(OtherKinds::reason)
                                    .distinct()
                                    .limit(3)
                                    .collect(Collectors.joining()),
                    JobKind.names());
        }
        return new ForeignFile(ImportFormat.KUBERNETES, jobs, others);
    }

    private static Draft draft(Manifest manifest, JobKind kind, String name, Beside beside) {
        JobDraft job = new JobDraft();
        if (!manifest.spec().isObject()) {
            throw manifest.root().refused("the " + manifest.kind() + " has no spec", "give it one");
        }
        Metadata.name(manifest.root(), job, name);
        kind.mapper().into(job, manifest.root(), beside);
        Metadata.queue(manifest.root().at("metadata"), job);
        Metadata.priority(manifest.root().at("metadata"), job, beside);
        manifest.document().tellTheRest(ManifestReasons::of);
        return new Draft(
                manifest.kind(),
                manifest.document().number(),
                manifest.root().line(),
                job,
                manifest.document().notes());
    }
}
