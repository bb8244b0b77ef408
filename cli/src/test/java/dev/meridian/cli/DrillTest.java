package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Drills at the command line.
class DrillTest {
    private static final String JOB = "0198c0de-0000-7000-8000-000000000001";
    private static final String ENDED =
            """
            {"id":"d1","region":"eu-west","state":"RECOVERED","reason":"practice","startedBy":"ada",
             "startedAt":"2026-03-01T11:50:00Z","deadline":"2026-03-01T12:02:00Z","endedAt":"2026-03-01T11:52:10Z",
             "report":{"stages":{"BACK":1},"recovery":{"fence":{"copies":1,"back":1,"p50Seconds":126.4,
               "p99Seconds":126.4,"worstSeconds":126.4}},"stoppedSeconds":300.5,"unheardSeconds":6.0,
              "copies":[{"allocation":"a1","job":"j1","project":"nlp","name":"train/main[0]","epoch":1,
               "node":"gpu-1","policy":"fence","leaseSeconds":120.0,"stage":"BACK","stoppedSeconds":300.5,
               "backInRegion":"us-east","backOnNode":"gpu-9","recoverySeconds":126.4}]}}
            """;

    private final FakePlane plane = new FakePlane();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void oneIsStartedAndWaitedFor() {
        plane.on("POST /regions/eu-west/drill", 202, "{\"id\":\"d1\",\"state\":\"RUNNING\"}")
                .on("GET /drills/d1", 200, ENDED);
        Ran ran = Ran.against(plane, "drill", "start", "eu-west", "--job", JOB, "--wait");
        assertThat(ran.exit()).isZero();
        assertThat(plane.asked().getFirst())
                .isEqualTo(
                        "POST /regions/eu-west/drill {\"reason\":\"\",\"jobs\":[\"" + JOB + "\"]}");
        assertThat(ran.err()).contains("RECOVERED: 1 BACK");
        assertThat(ran.out())
                .startsWith("d1\n")
                .contains("fence: 1 of 1 back, p50 126.4 s, p99 126.4 s, worst 126.4 s")
                .contains("fence waits 6.0 s longer")
                .contains("train/main[0]", "us-east", "gpu-9");
    }

    @Test
    void whatDoesNotComeBackIsNotAsWished() {
        plane.on("POST /regions/eu-west/drill", 202, "{\"id\":\"d1\",\"state\":\"RUNNING\"}")
                .on("GET /drills/d1", 200, ENDED.replace("RECOVERED", "INCOMPLETE"));
        assertThat(Ran.against(plane, "drill", "start", "eu-west", "--everything", "--wait").exit())
                .isEqualTo(Exit.NOT_AS_WISHED);
    }

    @Test
    void itHasToBeSaidToWhom() {
        for (String[] line :
                new String[][] {
                    {"drill", "start", "eu-west"},
                    {"drill", "start", "eu-west", "--everything", "--project=nlp"}
                }) {
            Ran ran = Ran.against(plane, line);
            assertThat(ran.exit()).isEqualTo(Exit.USAGE);
            assertThat(ran.err()).contains("--project");
        }
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void theyAreListedShownAndEnded() {
        plane.on("GET /drills?limit=100", 200, "{\"items\":[" + ENDED + "]}")
                .on("GET /drills/d1", 200, ENDED)
                .on("POST /drills/d1/abort", 200, ENDED.replace("RECOVERED", "ABORTED"));
        assertThat(Ran.against(plane, "drill").out()).contains("d1", "eu-west", "RECOVERED");
        assertThat(Ran.against(plane, "drill", "show", "d1").out())
                .contains("Because:        practice");
        assertThat(Ran.against(plane, "drill", "abort", "d1").out()).contains("ABORTED");
    }
}
