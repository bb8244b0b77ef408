package dev.meridian.controlplane.jobs.model.imports;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.util.List;

/// A job that was made from one of a foreign file.
///
/// @param kind what it was there, as `PyTorchJob` or `batch script`
/// @param line of the file on which it begins, from 1
/// @param spec as submission would read it
/// @param json the spec with the fields alone that the file gives
/// @param yaml the same for people
/// @param notYetEffective pointers into the spec of what changes nothing yet
/// @param remarks what is not as it was, in the order of the file
public record ImportedJob(
        String kind,
        int document,
        int line,
        JobSpec spec,
        String json,
        String yaml,
        List<String> notYetEffective,
        List<ImportRemark> remarks) {

    public ImportedJob {
        notYetEffective = List.copyOf(notYetEffective);
        remarks = List.copyOf(remarks);
    }
}
