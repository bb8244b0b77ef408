package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command against a server that answers from a script.
class MeridianTest {

    private static final String JOB = "0198c0de-0000-7000-8000-000000000001";

    @TempDir private Path folder;
    private final FakePlane plane = new FakePlane();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void submitsAFileAndPrintsTheId() throws IOException {
        plane.on("POST /jobs", 201, "{\"id\":\"j1\",\"notYetEffective\":[\"budget\"]}");

        Ran ran = run("submit", spec("name: a"));

        assertThat(ran).isEqualTo(new Ran(0, "j1\n", "not yet effective: budget\n"));
        assertThat(plane.asked()).containsExactly("POST /jobs name: a");
    }

    @Test
    void fieldsOfTheSpecAreSetFromTheCommandLine() throws IOException {
        plane.on("POST /jobs", 201, "{\"id\":\"j1\"}");

        run(
                "submit",
                "--set=retry.max=3",
                "--set=taskGroups.0.count=8",
                "-p=nlp",
                spec("name: a\ntaskGroups: [{count: 1}]"));

        assertThat(plane.asked().getFirst().replaceAll("\\s+", ""))
                .isEqualTo(
                        "POST/jobs{\"name\":\"a\",\"taskGroups\":[{\"count\":8}],\"retry\":{\"max\":3},"
                                + "\"project\":\"nlp\"}");
    }

    @Test
    void aFaultIsShownWithItsLine() throws IOException {
        plane.on(
                "POST /jobs",
                400,
                """
                {"title":"The request cannot be read","detail":"one thing is wrong",
                 "errors":[{"pointer":"/taskGroups/1/cout","detail":"unknown field","hint":"did you mean count?"}]}
                """);
        String file = spec("name: a\ntaskGroups:\n- count: 1\n- name: b\n  cout: 2\n");

        Ran ran = run("submit", file);

        assertThat(ran.exit()).isEqualTo(Exit.REFUSED);
        assertThat(ran.err())
                .isEqualTo(
                        "%s: The request cannot be read\n".formatted(file)
                                + "  %s:5: /taskGroups/1/cout: unknown field (did you mean count?)\n"
                                        .formatted(file)
                                + "      cout: 2\n");
    }

    @Test
    void followedToAnEndThatIsNoSuccessTellsSoByItsExitCode() throws IOException {
        plane.on("POST /jobs", 201, "{\"id\":\"j1\"}")
                .streams(
                        "/jobs/j1/events",
                        "id:7\nevent:Failed\ndata:{\"at\":\"2026-01-01T00:00:00.1Z\",\"sentence\":\"it failed\"}\n\n"
                                + "event:end\ndata:\n\n")
                .on("GET /jobs/j1", 200, "{\"id\":\"j1\",\"state\":\"FAILED\"}")
                .on("GET /jobs/j1/allocations", 200, "{\"items\":[{\"exitCode\":7}]}");

        assertThat(run("submit", "--follow", spec("name: a")))
                .isEqualTo(
                        new Ran(
                                Exit.NOT_AS_WISHED,
                                "j1\n",
                                "2026-01-01T00:00:00Z  it failed\njob FAILED\n"));
        assertThat(run("submit", "-f", "--task-exit-code", spec("name: a")).exit()).isEqualTo(7);
    }

    @Test
    void listsGoOnToTheLastPage() {
        plane.on(
                        "GET /nodes?limit=100",
                        200,
                        "{\"items\":[{\"id\":\"1\",\"name\":\"a\"}],\"nextCursor\":\"x\"}")
                .on(
                        "GET /nodes?limit=100&cursor=x",
                        200,
                        "{\"items\":[{\"id\":\"2\",\"name\":\"b\"}],\"nextCursor\":null}");

        assertThat(run("nodes").out().lines()).hasSize(3);
        assertThat(run("get", "nodes", "-o", "name").out()).isEqualTo("1\n2\n");
    }

    @Test
    void aListThatIsCutSaysSo() {
        plane.on("GET /jobs?limit=1", 200, "{\"items\":[{\"id\":\"1\"}],\"nextCursor\":\"x\"}");

        assertThat(run("get", "jobs", "--limit=1").err()).contains("--limit 0 lists all");
    }

    @Test
    void jsonAndYamlAreWhatTheApiSaid() {
        plane.on(
                "GET /jobs/" + JOB,
                200,
                "{\"id\":\"" + JOB + "\",\"cost\":0.10,\"spec\":{\"a\":[1]}}");

        assertThat(run("get", "jobs", JOB, "-o", "json").out())
                .isEqualTo(
                        """
                        {
                          "id": "%s",
                          "cost": 0.1,
                          "spec": {
                            "a": [
                              1
                            ]
                          }
                        }
                        """
                                .formatted(JOB));
        assertThat(run("get", "jobs", JOB, "-o", "yaml").out())
                .isEqualTo("id: \"%s\"\ncost: 0.1\nspec:\n  a:\n  - 1\n".formatted(JOB));
    }

    @Test
    void aJobWhoseSpecCannotBeReadIsShownWithWhatIsKnown() {
        plane.on(
                "GET /jobs/" + JOB,
                200,
                "{\"id\":\"%s\",\"name\":\"torn\",\"type\":\"batch\",\"specProblem\":\"it is torn\"}"
                        .formatted(JOB));
        plane.on("GET /jobs/" + JOB + "/allocations", 200, "{\"items\":[]}");

        assertThat(run("describe", "job", JOB).out())
                .contains("batch, priority unknown", "cannot be read: it is torn");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 5", "401, 6", "403, 6", "404, 4", "409, 5", "412, 5", "413, 5", "422, 5", "429, 3",
        "500, 3", "503, 3"
    })
    void theExitCodeTellsWhatScriptsMustKnow(int status, int exit) {
        plane.on("GET /jobs", status, "{\"title\":\"no\",\"detail\":\"because\"}");

        Ran ran = run("get", "jobs");

        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.err()).startsWith("no: because");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void whoIsNotSignedInIsToldWhereTheTokenWasLookedFor() {
        plane.on("GET /jobs", 401, "{\"title\":\"Nobody known is calling\"}");

        Ran ran =
                Ran.with(
                        Map.of("MERIDIAN_URL", plane.url(), "MERIDIAN_HOME", folder.toString()),
                        "get",
                        "jobs");

        assertThat(ran.err())
                .contains("nowhere: " + folder.resolve("admin-token"), "MERIDIAN_TOKEN");
    }

    @Test
    void nobodyThereIsToldInASentenceThatSaysWhatToDo() {
        plane.close();

        Ran ran = run("get", "jobs");

        assertThat(ran.exit()).isEqualTo(Exit.NO_ANSWER);
        assertThat(ran.err())
                .contains(plane.url(), "from MERIDIAN_URL", "nobody listens there", "--url");
    }

    @ParameterizedTest
    @CsvSource({
        "submitt, submit",
        "get pods, There is no kind 'pods'",
        "get jobs --limt 3, limit",
        "submit none.yaml, There is no readable file",
        "get jobs -o xml, There is no output 'xml'",
        "get regions --state READY, does not filter regions",
        "tokens, 'Say which: list, create, revoke'"
    })
    void wrongUsageIsToldWithWhatWouldBeRight(String line, String said) {
        Ran ran = run(line.split(" "));

        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertThat(ran.err()).contains(said);
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void jobsAndNodesAreNamedByNameToo() {
        plane.on(
                        "GET /jobs?limit=20&name=train",
                        200,
                        "{\"items\":[{\"id\":\"j1\",\"name\":\"train\"}]}")
                .on("POST /jobs/j1/cancel", 200, "{\"state\":\"CANCELLED\"}");

        assertThat(run("cancel", "train", "--reason=enough").out()).isEqualTo("j1 CANCELLED\n");
        assertThat(plane.asked()).contains("POST /jobs/j1/cancel {\"reason\":\"enough\"}");
        assertThat(run("cancel", "other").exit()).isEqualTo(Exit.NOT_FOUND);
    }

    @Test
    void helpIsThereForTheWholeAndForEachVerb() {
        assertThat(run("--help").out()).contains("submit", "drain", "completion");
        assertThat(run("drain", "--help").out()).contains("--deadline", "Examples:");
        assertThat(run("help", "tokens", "create").out()).contains("--expires");
        assertThat(run("--version").out()).startsWith("meridian ");
        assertThat(run().exit()).isEqualTo(Exit.USAGE);
    }

    private String spec(String text) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), text).toString();
    }

    private Ran run(String... line) {
        return Ran.against(plane, line);
    }
}
