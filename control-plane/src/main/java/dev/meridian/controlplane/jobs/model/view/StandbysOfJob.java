package dev.meridian.controlplane.jobs.model.view;

import java.util.List;

/// How many places stand by for a job.
///
/// @param asked by what of it is placed now
/// @param held of these
/// @param prepared of those, by their agents' word
/// @param reasons why the others found no place, the most frequent first
public record StandbysOfJob(int asked, int held, int prepared, List<ReasonView> reasons) {
    public StandbysOfJob {
        reasons = List.copyOf(reasons);
    }
}
