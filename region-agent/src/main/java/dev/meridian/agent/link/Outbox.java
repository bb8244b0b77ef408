package dev.meridian.agent.link;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.StandbyReport;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.TelemetryBatch;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What waits for the control plane. Of each attempt only the newest report counts, kept until it
/// is acknowledged; telemetry that nobody takes goes to disk, as far as there is a place for it,
/// and its oldest part is lost first.
public final class Outbox {
    private static final int BATCHES = 360;

    /// Where there is a spool, so few are in memory.
    private static final int UNSPOOLED = 30;

    /// What was spooled goes out little by little: after an outage all agents have much to tell.
    private static final long BACKLOG_NANOS = 100_000_000L;

    private static final long RESEND_NANOS = 5_000_000_000L;
    private static final long LOGS_FIRST_NANOS = 1_000_000_000L;

    private record Place(String allocationId, int epoch) {}

    private static final class Waiting {
        final AllocationReport report;
        final long since;
        long sentAt;
        boolean sent;

        Waiting(AllocationReport report, long since) {
            this.report = report;
            this.since = since;
        }
    }

    private final Map<Place, Waiting> reports = new LinkedHashMap<>();
    private final Map<String, StandbyReport> standbys = new LinkedHashMap<>();
    private final ArrayDeque<TelemetryBatch> telemetry = new ArrayDeque<>();
    private final LongSupplier nanos;
    private final @Nullable TelemetrySpool spool;
    private long spooledSentAt = Long.MIN_VALUE / 2;
    private Runnable wake = () -> {};

    public Outbox(LongSupplier nanos) {
        this(nanos, null);
    }

    public Outbox(LongSupplier nanos, @Nullable TelemetrySpool spool) {
        this.nanos = nanos;
        this.spool = spool;
    }

    public void offer(AllocationReport report) {
        Runnable call;
        synchronized (this) {
            reports.put(place(report), new Waiting(report, nanos.getAsLong()));
            call = wake;
        }
        call.run();
    }

    /// Not acknowledged: whoever tells it tells it again on a new stream.
    public void offer(StandbyReport report) {
        Runnable call;
        synchronized (this) {
            standbys.put(report.getAllocationId(), report);
            call = wake;
        }
        call.run();
    }

    synchronized @Nullable StandbyReport nextStandby() {
        Iterator<StandbyReport> all = standbys.values().iterator();
        if (!all.hasNext()) return null;
        StandbyReport next = all.next();
        all.remove();
        return next;
    }

    public synchronized void offer(TelemetryBatch batch) {
        if (telemetry.size() >= (spool == null ? BATCHES : UNSPOOLED)) {
            TelemetryBatch oldest = telemetry.removeFirst();
            if (spool != null) spool.add(oldest);
        }
        telemetry.addLast(batch);
    }

    /// An older report than the newest may be acknowledged: then the newest still waits.
    synchronized void acknowledged(ReportAck ack) {
        Place place = new Place(ack.getAllocationId(), ack.getEpoch());
        Waiting waiting = reports.get(place);
        if (waiting != null && waiting.report.getSeq() <= ack.getSeq()) reports.remove(place);
    }

    /// The next report to send on this stream. The end of an attempt waits a moment for its last
    /// output, so that who sees the end can read it all.
    synchronized Optional<AllocationReport> nextReport(LogSource logs) {
        long now = nanos.getAsLong();
        for (Waiting waiting : reports.values()) {
            if (waiting.sent && now - waiting.sentAt < RESEND_NANOS) continue;
            AllocationReport report = waiting.report;
            if (ends(report)
                    && now - waiting.since < LOGS_FIRST_NANOS
                    && !logs.sent(report.getAllocationId(), report.getEpoch())) {
                continue;
            }
            waiting.sent = true;
            waiting.sentAt = now;
            return Optional.of(report);
        }
        return Optional.empty();
    }

    synchronized @Nullable TelemetryBatch nextTelemetry() {
        long now = nanos.getAsLong();
        if (spool != null && now - spooledSentAt >= BACKLOG_NANOS) {
            TelemetryBatch old = spool.poll();
            if (old != null) {
                spooledSentAt = now;
                return old;
            }
        }
        return telemetry.pollFirst();
    }

    /// Whether there is something on disk that goes out little by little.
    synchronized boolean hasBacklog() {
        return spool != null && !spool.isEmpty();
    }

    /// A new stream: what was sent on the old one may never have arrived.
    synchronized void rewind(Runnable wake) {
        this.wake = wake;
        reports.values().forEach(waiting -> waiting.sent = false);
    }

    public synchronized boolean hasReports() {
        return !reports.isEmpty();
    }

    private static Place place(AllocationReport report) {
        return new Place(report.getAllocationId(), report.getEpoch());
    }

    private static boolean ends(AllocationReport report) {
        TaskState state = report.getState();
        return state != TaskState.STARTING && state != TaskState.RUNNING;
    }
}
