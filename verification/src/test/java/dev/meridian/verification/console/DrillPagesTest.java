package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// An operator loses a region to one job, looks on and reads the report.
class DrillPagesTest {
    private final Scene scene = Scene.open();

    @Test
    void aDrillIsBegunFollowedAndReported() {
        String job =
                scene.jobs()
                        .submit(
                                "rehearsing",
                                "while :; do sleep 1; done",
                                "disconnect: {policy: fence, lostAfter: 5s}");
        scene.jobs().await(job, "RUNNING");
        String region = scene.jobs().region(job);
        try (Reader olga = Reader.of(scene, Person.named("olga"));
                Reader victor = Reader.of(scene, Person.named("victor"))) {
            olga.go("/failover");
            olga.link("Drills").click();
            olga.page().getByLabel("Region that is lost").selectOption(region);
            olga.press("Begin the drill");
            assertThat(olga.main()).containsText("Give a job, a project or everything");
            olga.page().getByLabel("To one job").fill(job);
            olga.page().getByLabel("Why").fill("practice");
            olga.press("Begin the drill");
            assertThat(olga.main()).containsText("rehearsing/main[0]");
            String drill = olga.path();
            assertThat(victor.go(drill)).isEqualTo(403);

            olga.watch(drill);
            assertThat(olga.main()).containsText("Recovered");
            assertThat(olga.main()).containsText("1 of 1 back");
            assertThat(olga.stillWatches()).as("it is followed live").isTrue();
            Screenshots.take(olga.page(), "drill-recovered", "light");
            Accessible.check(olga.page(), "drill");
            assertThat(scene.jobs().region(job)).isNotEqualTo(region);

            olga.go("/drills");
            assertThat(olga.main()).containsText("practice");
            Accessible.check(olga.page(), "drills");
        } finally {
            scene.jobs().cancel(job);
        }
    }

    @Test
    void aDrillIsCalledOff() {
        String job = scene.jobs().endless("called-off");
        scene.jobs().await(job, "RUNNING");
        String region = scene.jobs().region(job);
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/drills?job=" + job);
            olga.page().getByLabel("Region that is lost").selectOption(region);
            olga.press("Begin the drill");
            olga.press("Abort: open the region again");
            assertThat(olga.main()).containsText("Aborted");
            assertThat(scene.jobs().region(job)).isEqualTo(region);
        } finally {
            scene.jobs().cancel(job);
        }
    }
}
