package dev.meridian.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.FakePlane;
import dev.meridian.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `meridian import` against a server that answers from a script.
class ImportTest {

    private static final String ONE =
            """
            {"kind":"Job","name":"a","spec":{"name":"a"},"yaml":"name: a\\n","notYetEffective":["/budget"],
             "notCarriedOver":[{"kind":"left out","document":0,"line":7,"pointer":"/spec/x",
              "detail":"x has no counterpart","hint":"do without"}]}\
            """;
    private static final String TWO =
            "{\"kind\":\"Job\",\"name\":\"b\",\"spec\":{\"name\":\"b\"},\"yaml\":\"name: b\\n\"}";

    @TempDir private Path folder;
    private final FakePlane plane = new FakePlane();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void aDryRunPrintsTheSpecAndSaysWhatItLacks() throws IOException {
        plane.on("POST /jobs:import", 200, answer(ONE));
        Ran ran = run("import", "--dry-run", file());
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo("name: a\n");
        assertThat(ran.err())
                .contains("train.yaml:7: left out: x has no counterpart (do without)\n")
                .contains("not yet effective: /budget\n");
        assertThat(plane.asked()).hasSize(1);
        assertThat(plane.asked().getFirst()).contains("format=auto", "train.yaml", "kind: Job");
    }

    @Test
    void severalAreOneListForABatch() throws IOException {
        plane.on("POST /jobs:import", 200, answer(ONE + "," + TWO));
        assertThat(run("import", "--dry-run", file()).out())
                .isEqualTo("items:\n- name: a\n- name: b\n");
        assertThat(run("import", "--dry-run", "-o=json", file()).out()).contains("\"items\"");
    }

    @Test
    void withoutADryRunItIsSubmitted() throws IOException {
        plane.on("POST /jobs:import", 200, answer(ONE)).on("POST /jobs", 201, "{\"id\":\"j1\"}");
        Ran ran = run("import", "-p=nlp", file());
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo("j1\n");
        assertThat(plane.asked().getLast().replaceAll("\\s+", ""))
                .isEqualTo("POST/jobs{\"name\":\"a\",\"project\":\"nlp\"}");
    }

    @Test
    void aRefusalEndsWithItsCode() throws IOException {
        plane.on(
                "POST /jobs:import",
                422,
                "{\"title\":\"impossible\",\"errors\":[{\"pointer\":\"\",\"detail\":\"no job\",\"hint\":\"h\"}]}");
        Ran ran = run("import", file());
        assertThat(ran.exit()).isEqualTo(5);
        assertThat(ran.err()).contains("no job (h)");
        assertThat(run("import", folder.resolve("none").toString()).exit()).isEqualTo(2);
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("train.yaml"), "kind: Job\n").toString();
    }

    private static String answer(String items) {
        return "{\"format\":\"kubernetes\",\"items\":[" + items + "],\"notCarriedOver\":[]}";
    }

    private Ran run(String... line) {
        return Ran.with(
                Map.of(
                        "MERIDIAN_URL",
                        plane.url(),
                        "MERIDIAN_TOKEN",
                        "t",
                        "MERIDIAN_CONFIG",
                        folder.resolve("cli.json").toString()),
                line);
    }
}
