package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.look.Address;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.telemetry.model.LogStream;
import org.jspecify.annotations.Nullable;

/// Which log is to be shown.
///
/// @param attempt its epoch; 0: the newest
record AskedLog(AllocationView allocation, LogStream stream, int attempt) {

    public String label() {
        return allocation.group() + "[" + allocation.index() + "]";
    }

    public boolean isErr() {
        return stream == LogStream.STDERR;
    }

    /// The epoch that is shown; 0 while there is none.
    public int epoch() {
        return attempt == 0 ? allocation.epoch() : attempt;
    }

    /// @param below of the job: `/logs/live`
    /// @param seen the byte before which its reader has it; null: not said
    String address(String below, @Nullable Long seen) {
        return new Address("/jobs/" + allocation.job() + below)
                .with("allocation", allocation.id().toString())
                .with("stream", stream.word())
                .with("attempt", attempt == 0 ? "" : Integer.toString(attempt))
                .with("seen", seen == null ? "" : Long.toString(seen))
                .toString();
    }
}
