package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.Document;
import dev.meridian.controlplane.jobs.imports.Draft;
import dev.meridian.controlplane.jobs.imports.ForeignFile;
import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Notes;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.Priorities;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import java.util.ArrayList;
import java.util.List;

/// The tasks of a file: one is a job, several are a pipeline, each a group that waits for the one
/// before it.
public final class Pipeline {

    private Pipeline() {}

    /// @param name for a job without one
    public static ForeignFile of(List<Document> documents, String name, Priorities priorities) {
        JobDraft job = new JobDraft().name(name);
        Notes notes = new Notes(0);
        List<Document> tasks = new ArrayList<>();
        for (Document document : documents) {
            Part root = document.root();
            boolean titleAlone =
                    document.number() == 0
                            && documents.size() > 1
                            && root.fields().keySet().equals(java.util.Set.of("name"));
            if (document.number() == 0) {
                name(root.at("name"), job);
            }
            if (!titleAlone) {
                tasks.add(document);
            }
        }
        for (Document document : tasks) {
            add(document, tasks.size() > 1, job, priorities);
            document.tellTheRest(SkyReasons::of);
            document.notes().inOrder().forEach(notes::add);
        }
        String kind = tasks.size() > 1 ? "pipeline" : "task";
        Draft draft = new Draft(kind, 0, tasks.getFirst().root().line(), job, notes);
        return new ForeignFile(ImportFormat.SKYPILOT, List.of(draft), List.of());
    }

    private static void name(Part given, JobDraft job) {
        String name = Naming.job(given.text(""));
        if (!name.isEmpty()) {
            job.name(name);
        }
    }

    private static void add(Document document, boolean many, JobDraft job, Priorities priorities) {
        List<GroupDraft> before = List.copyOf(job.groups());
        String otherwise = "task-" + before.size();
        GroupDraft group = new GroupDraft();
        if (many) {
            group.name(Naming.group(document.root().at("name").text(otherwise), otherwise));
        }
        new SkyTask(job, group, priorities).read(document.root());
        if (!before.isEmpty()) {
            group.dependsOn(before.getLast().name());
        }
        job.add(group);
    }
}
