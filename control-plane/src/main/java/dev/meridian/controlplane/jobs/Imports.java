package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.imports.Draft;
import dev.meridian.controlplane.jobs.imports.ForeignFile;
import dev.meridian.controlplane.jobs.imports.NotImportable;
import dev.meridian.controlplane.jobs.imports.Priorities;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.jobs.spec.JsonText;
import dev.meridian.controlplane.jobs.spec.YamlText;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/// Turns job files of other schedulers into our specs, which submission would accept as they are.
/// Stores nothing.
@Service
public class Imports {

    private final JobSpecReader reader;
    private final Priorities priorities;

    public Imports(JobSpecReader reader, PriorityClasses priorityClasses) {
        this.reader = reader;
        this.priorities = new Priorities(priorityClasses);
    }

    /// @param format `auto` finds it out
    /// @param fileName names a job that has no name of its own; may be empty
    public ImportReading read(byte[] file, ImportFormat format, String fileName) {
        try {
            ForeignFile foreign = ForeignFile.read(file, format, fileName, priorities);
            List<ImportedJob> jobs = new ArrayList<>();
            List<Refusal> impossible = new ArrayList<>();
            for (Draft draft : foreign.jobs()) {
                judge(draft, jobs, impossible);
            }
            return impossible.isEmpty()
                    ? new ImportReading.Converted(foreign.format(), jobs, foreign.remarks())
                    : new ImportReading.Impossible(impossible);
        } catch (NotImportable refused) {
            List<Refusal> refusals = List.of(refused.refusal());
            return refused.isUnparsable()
                    ? new ImportReading.Unparsable(refusals)
                    : new ImportReading.Impossible(refusals);
        }
    }

    /// By the very reader of submissions.
    private void judge(Draft draft, List<ImportedJob> jobs, List<Refusal> impossible) {
        switch (reader.read(draft.tree())) {
            case SpecReading.Accepted(JobSpec spec, List<String> notYetEffective) ->
                    jobs.add(
                            new ImportedJob(
                                    draft.kind(),
                                    draft.document(),
                                    draft.line(),
                                    spec,
                                    JsonText.of(draft.tree()),
                                    YamlText.of(draft.tree()),
                                    notYetEffective,
                                    draft.notes().inOrder()));
            case SpecReading.Impossible(List<Refusal> refusals) ->
                    refusals.forEach(one -> impossible.add(converted(draft, one)));
            case SpecReading.Unparsable(List<Refusal> refusals) ->
                    refusals.forEach(one -> impossible.add(converted(draft, one)));
        }
    }

    private static Refusal converted(Draft draft, Refusal refusal) {
        return new Refusal(
                "",
                "the "
                        + draft.kind()
                        + " of line "
                        + draft.line()
                        + " makes no job: "
                        + (refusal.pointer().isEmpty() ? "" : refusal.pointer() + " of it: ")
                        + refusal.detail(),
                refusal.hint());
    }
}
