package dev.meridian.controlplane.kernel;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Tells why the control plane does not start, and what to do, without a page of decoration.
///
/// Registered in META-INF/spring.factories in place of Boot's reporter, which is switched off in
/// application.yml.
class OneSentence implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        String remedy = analysis.getAction();
        System.err.println(
                "Meridian does not start. "
                        + analysis.getDescription().strip()
                        + (remedy == null ? "" : " " + remedy.strip()));
    }
}
