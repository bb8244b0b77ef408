package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.spec.SpecTree;

/// A job made from one of a file, not yet judged.
///
/// @param kind what it was in the file
/// @param notes what is not as it was
public record Draft(String kind, int document, int line, JobDraft job, Notes notes) {

    public SpecTree tree() {
        return job.tree();
    }
}
