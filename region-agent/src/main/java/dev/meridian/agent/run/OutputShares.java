package dev.meridian.agent.run;

/// How the bytes that are kept of an output stream divide: how a task began, and how it ended. Of a
/// service that runs for months the newest part is what its owner asks for.
///
/// While the task runs, the host holds at most `first + 2 * newest` bytes and a line of each
/// stream; in the end, at most the limit.
///
/// @param first bytes from the start
/// @param newest bytes before the end
record OutputShares(long first, long newest) {
    private static final long MOST_NEWEST = 1 << 20;

    /// Room for the lines that say what was left out.
    private static final long REMARKS = 512;

    OutputShares {
        if (first < 1 || newest < 1) throw new IllegalArgumentException("nothing would be kept");
    }

    /// @param limit bytes of the whole, as the control plane takes them
    static OutputShares of(long limit) {
        long newest = Math.max(1, Math.min(limit / 4, MOST_NEWEST));
        long remarks = Math.min(limit / 4, REMARKS);
        return new OutputShares(Math.max(1, limit - newest - remarks), newest);
    }
}
