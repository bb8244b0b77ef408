package dev.meridian.verification.bench;

import dev.meridian.swarm.agent.Figures;
import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// What one run of the simulated fleet has shown.
///
/// @param seconds that were measured
/// @param answers from a heartbeat to its answer, in microseconds
/// @param returns from the loss of a connection to the next welcome, in microseconds
/// @param used processor time of control plane and PostgreSQL
/// @param residentMib of the control plane, PostgreSQL left out
/// @param suspected nodes that were suspected since the control plane started
/// @param lost nodes that were declared lost since then
/// @param leasesLost copies that were given up since then
record SwarmScore(
        double seconds,
        Figures.Totals before,
        Figures.Totals after,
        Histogram answers,
        Histogram returns,
        Cores used,
        long residentMib,
        long suspected,
        long lost,
        long leasesLost) {
    static final double P50 = 50;
    static final double P99 = 99;
    private static final double MICROS = 1000;

    static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS;
    }

    void print(PrintWriter out) {
        line(out, "agents connected", "%,d", after.connected());
        line(out, "heartbeats/s answered", "%,.0f", perSecond());
        line(out, "heartbeats sent in that time", "%,d", after.beats() - before.beats());
        line(out, "heartbeat to its answer, p50, ms", "%.1f", millis(answers, P50));
        line(out, "heartbeat to its answer, p99, ms", "%.1f", millis(answers, P99));
        line(out, "heartbeat to its answer, longest, ms", "%.1f", millis(answers, 100));
        line(out, "cores of control plane and PostgreSQL", "%.3f", used.both() / seconds);
        line(out, "  of it the control plane", "%.3f", used.self() / seconds);
        line(out, "  of it PostgreSQL", "%.3f", used.postgres() / seconds);
        line(out, "resident memory of the control plane, MiB", "%,d", residentMib);
        line(out, "nodes suspected", "%,d", suspected);
        line(out, "nodes declared lost", "%,d", lost);
        line(out, "streams lost", "%,d", after.losses() - before.losses());
        if (returns.getTotalCount() > 0) {
            line(out, "agents that came back", "%,d", returns.getTotalCount());
            line(out, "cut off until welcomed again, p50, ms", "%,.0f", millis(returns, P50));
            line(out, "cut off until welcomed again, p99, ms", "%,.0f", millis(returns, P99));
            line(out, "cut off until welcomed again, longest, ms", "%,.0f", millis(returns, 100));
        }
        if (after.started() > 0) {
            line(out, "copies started", "%,d", after.started());
            line(out, "copies that succeeded", "%,d", after.succeeded());
            line(out, "copies that failed", "%,d", after.failed());
            line(out, "copies fenced by their agents", "%,d", after.fenced());
            line(out, "copies given up by the control plane", "%,d", leasesLost);
        }
    }

    String csv() {
        return "agents,heartbeatsPerSecond,p50Millis,p99Millis,controlPlaneCpuCores,controlPlaneRssMb,falseLost\n"
                + String.format(
                        Locale.ROOT,
                        "%d,%.1f,%.2f,%.2f,%.3f,%d,%d%n",
                        after.connected(),
                        perSecond(),
                        millis(answers, P50),
                        millis(answers, P99),
                        used.self() / seconds,
                        residentMib,
                        lost);
    }

    private double perSecond() {
        return answers.getTotalCount() / seconds;
    }

    private static void line(PrintWriter out, String what, String format, Object value) {
        TelemetryRun.line(out, what, format, value);
    }
}
