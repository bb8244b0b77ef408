package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.model.view.StandbysOfJob;
import java.util.List;

/// How many places stand by for a job.
///
/// @param asked by what of it is placed now
/// @param held of these
/// @param prepared of those
/// @param reasons why the others found no place, the most frequent first
record StandbysAnswer(int asked, int held, int prepared, List<ReasonAnswer> reasons) {

    static StandbysAnswer of(StandbysOfJob found) {
        return new StandbysAnswer(
                found.asked(),
                found.held(),
                found.prepared(),
                found.reasons().stream().map(ReasonAnswer::of).toList());
    }
}
