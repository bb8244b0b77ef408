package dev.meridian.controlplane.support;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// A plane that no other class shares ends with its class: its loops would go on beside all tests
/// to come, and outlive the database at the end of the run.
final class PlaneEnds implements TestExecutionListener {

    @Override
    public void afterTestClass(TestContext test) {
        var wish =
                AnnotatedElementUtils.findMergedAnnotation(test.getTestClass(), MeridianTest.class);
        if (wish != null && !wish.shared() && test.hasApplicationContext()) {
            test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
        }
    }
}
