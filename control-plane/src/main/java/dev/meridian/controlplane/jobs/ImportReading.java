package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark;
import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// What came of reading a foreign job file: all of its jobs, or none.
public sealed interface ImportReading {

    /// @param format that was found, never `auto`
    /// @param jobs at least one, in the order of the file
    /// @param remarks on what belongs to none of the jobs, such as a Service beside them
    record Converted(ImportFormat format, List<ImportedJob> jobs, List<ImportRemark> remarks)
            implements ImportReading {}

    /// The text cannot be read.
    record Unparsable(List<Refusal> refusals) implements ImportReading {}

    /// It can be read, but no job can be made of it.
    record Impossible(List<Refusal> refusals) implements ImportReading {}
}
