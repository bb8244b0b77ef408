package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proposals at the command line.
class ApprovalsTest {
    private static final String ONE =
            """
            {"id":"p1","kind":"node-quarantine","state":"PENDING",
             "subject":{"type":"node","id":"n1","name":"eu-1","link":"/nodes/n1"},"seen":"3",
             "sentence":"Quarantine node eu-1 in eu-west.","change":{"state":"QUARANTINED"},
             "evidence":{"figures":{"lostLeases":3.0},"items":[
                {"sentence":"An allocation of job a was lost with its lease.","at":"2026-03-01T11:50:00.5Z","link":"/jobs/j1"}]},
             "proposedBy":"system","reason":"Within 6 hours it lost its leases 3 times.",
             "proposedAt":"2026-03-01T11:59:00Z","expiresAt":"2026-03-04T11:59:00Z"}
            """;

    private final FakePlane plane = new FakePlane();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void whatWaitsIsListed() {
        plane.on("GET /approvals?limit=100&state=PENDING", 200, "{\"items\":[" + ONE + "]}");
        for (String[] line : new String[][] {{"approvals"}, {"approvals", "list"}}) {
            Ran ran = Ran.against(plane, line);
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out().lines().toList())
                    .satisfiesExactly(
                            header -> assertThat(header).startsWith("ID"),
                            row ->
                                    assertThat(row)
                                            .contains(
                                                    "p1",
                                                    "PENDING",
                                                    "node-quarantine",
                                                    "eu-1",
                                                    "60s",
                                                    "lost its leases"));
        }
        plane.on("GET /approvals?limit=7&kind=drain", 200, "{\"items\":[]}");
        assertThat(
                        Ran.against(
                                plane,
                                "approvals",
                                "list",
                                "-s",
                                "all",
                                "--kind=drain",
                                "--limit=7"))
                .extracting(Ran::exit)
                .isEqualTo(0);
    }

    @Test
    void oneIsShownWithItsEvidence() {
        plane.on("GET /approvals/p1", 200, ONE);

        assertThat(Ran.against(plane, "approvals", "show", "p1").out())
                .contains("Proposed:       Quarantine node eu-1 in eu-west.")
                .contains("Figure:         lostLeases 3")
                .contains(
                        "Evidence:       2026-03-01T11:50:00Z An allocation of job a was lost with its lease. /jobs/j1")
                .contains("Expires:        2026-03-04T11:59:00Z");
        assertThat(Ran.against(plane, "describe", "approval", "p1").out()).contains("lostLeases 3");
    }

    @Test
    void aDecisionTellsWhatBecameOfIt() {
        plane.on("POST /approvals/p1/approve", 200, ONE.replace("PENDING", "APPROVED"))
                .on("POST /approvals/p1/reject", 200, ONE.replace("PENDING", "REJECTED"));

        assertThat(Ran.against(plane, "approvals", "approve", "p1", "--reason=its disk"))
                .isEqualTo(new Ran(0, "Quarantine node eu-1 in eu-west. APPROVED\n", ""));
        assertThat(plane.asked())
                .containsExactly("POST /approvals/p1/approve {\"reason\":\"its disk\"}");
        Ran unsaid = Ran.against(plane, "approvals", "reject", "p1");
        assertThat(unsaid.exit()).isEqualTo(Exit.USAGE);
        assertThat(unsaid.err()).contains("--reason");
        assertThat(Ran.against(plane, "approvals", "reject", "p1", "--reason", "no").out())
                .endsWith("REJECTED\n");
    }

    @Test
    void ordersAreProposed() {
        String id = "0198c0de-0000-7000-8000-000000000001";
        for (String path :
                new String[] {
                    "POST /nodes/" + id + "/quarantine?propose=true",
                    "POST /nodes/" + id + "/drain?propose=true",
                    "POST /regions/eu/drain?propose=true",
                    "PUT /queues/nlp/q?propose=true&reason=more"
                }) {
            plane.on(path, 202, ONE);
        }
        plane.on("GET /queues/nlp/q", 200, "{\"project\":\"nlp\",\"name\":\"q\",\"weight\":1}");
        for (String[] line :
                new String[][] {
                    {"quarantine", id, "--propose"},
                    {"drain", id, "--propose"},
                    {"drain", "--region=eu", "--propose"},
                    {"set", "queue", "nlp/q", "weight=3", "--propose", "--reason=more"}
                }) {
            assertThat(Ran.against(plane, line))
                    .isEqualTo(
                            new Ran(
                                    0,
                                    "p1\n",
                                    "Quarantine node eu-1 in eu-west. It waits for an approval.\n"));
        }
        assertThat(Ran.against(plane, "drain", id, "--propose", "--wait").exit())
                .isEqualTo(Exit.USAGE);
    }
}
