package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.imports.kubernetes.Manifests;
import dev.meridian.controlplane.jobs.imports.skypilot.Pipeline;
import dev.meridian.controlplane.jobs.imports.slurm.SlurmJob;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark;
import dev.meridian.controlplane.jobs.spec.SpecTree;
import dev.meridian.controlplane.jobs.spec.UnreadableException;
import dev.meridian.controlplane.jobs.spec.Utf8;
import dev.meridian.controlplane.jobs.spec.YamlDocument;
import dev.meridian.controlplane.jobs.spec.YamlTree;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.ArrayList;
import java.util.List;

/// A foreign job file, read.
///
/// @param format that was found
/// @param remarks on what belongs to none of the jobs
public record ForeignFile(ImportFormat format, List<Draft> jobs, List<ImportRemark> remarks) {

    /// @throws NotImportable when no job can be made of it
    public static ForeignFile read(
            byte[] file, ImportFormat asked, String fileName, Priorities priorities) {
        String text;
        try {
            text = Utf8.decode(file);
        } catch (UnreadableException e) {
            throw NotImportable.unparsable(e.refusal());
        }
        if (text.isBlank()) {
            throw NotImportable.unparsable(new Refusal("", "the file is empty", "send a job file"));
        }
        String stem =
                Naming.job(fileName.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.\\w+$", ""));
        if (asked == ImportFormat.SLURM || (asked == ImportFormat.AUTO && SlurmJob.isOne(text))) {
            return slurm(text, stem, priorities);
        }
        if (asked == ImportFormat.AUTO) {
            Recognition.refuseOtherScripts(text);
        }
        List<Document> documents = documents(file, text);
        ImportFormat format = asked == ImportFormat.AUTO ? Recognition.of(documents) : asked;
        if (format == ImportFormat.SKYPILOT) {
            return Pipeline.of(documents, stem.isEmpty() ? "skypilot-task" : stem, priorities);
        }
        return Manifests.of(documents, stem.isEmpty() ? "job" : stem, priorities);
    }

    private static ForeignFile slurm(String text, String stem, Priorities priorities) {
        Draft draft = SlurmJob.of(text, stem.isEmpty() ? "batch-script" : stem, priorities);
        return new ForeignFile(ImportFormat.SLURM, List.of(draft), List.of());
    }

    private static List<Document> documents(byte[] file, String text) {
        try {
            List<Document> documents = new ArrayList<>();
            for (YamlDocument one : YamlTree.documents(file)) {
                if (!one.parsed().defects().isEmpty()) {
                    throw NotImportable.unparsable(one.parsed().defects().getFirst());
                }
                SpecTree tree = MergeKeys.resolve(one.parsed().tree());
                documents.add(new Document(documents.size(), tree, one.lines()));
            }
            if (documents.size() > Document.MOST) {
                throw NotImportable.because(
                        "the file has " + documents.size() + " documents",
                        "send at most " + Document.MOST + " in one file");
            }
            if (documents.isEmpty()) {
                throw NotImportable.unparsable(
                        new Refusal("", "the file holds nothing but comments", "send a job file"));
            }
            return documents;
        } catch (UnreadableException e) {
            Refusal refusal = e.refusal();
            boolean template = text.contains("{{");
            throw NotImportable.unparsable(
                    new Refusal(
                            "",
                            refusal.detail(),
                            template
                                    ? "this is a template: render it first, as with 'helm template'"
                                    : refusal.hint()));
        }
    }
}
