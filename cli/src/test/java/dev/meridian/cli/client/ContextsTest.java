package dev.meridian.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.Exit;
import dev.meridian.cli.FakePlane;
import dev.meridian.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextsTest {

    @TempDir private Path home;

    @Test
    void contextsAreMadeUsedAndForgotten() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "secret\n");
        run("context", "set", "prod", "--url=https://prod:1", "--token-file=" + token, "-p=nlp");
        run("context", "set", "test", "--url=http://test:2");

        assertThat(find(null)).isEqualTo("https://prod:1 secret nlp");
        assertThat(find("test")).isEqualTo("http://test:2 - ");
        assertThat(run("context", "use", "test").out()).isEqualTo("test\n");
        assertThat(find(null)).isEqualTo("http://test:2 - ");
        assertThat(run("context", "list").out()).contains("*       test", "https://prod:1");
        assertThat(run("context", "delete", "test").exit()).isZero();
        assertThat(find(null)).isEqualTo("http://localhost:8080 - ");
        assertThat(run("context", "use", "test").err()).contains("there are: prod");
    }

    @Test
    void theEnvironmentWinsUnlessAContextIsNamed() {
        run("context", "set", "prod", "--url=https://prod:1");
        Map<String, String> environment =
                Map.of(
                        "HOME",
                        home.toString(),
                        "MERIDIAN_URL",
                        "http://env:3",
                        "MERIDIAN_TOKEN",
                        "t");

        assertThat(Connection.find(null, null, environment).url()).hasToString("http://env:3");
        assertThat(Connection.find(new Connection.Asked(null, null, "prod"), environment).url())
                .hasToString("https://prod:1");
        // and the token of elsewhere is not sent there
        assertThat(Connection.find(new Connection.Asked(null, null, "prod"), environment).token())
                .isEmpty();
    }

    @Test
    void theProjectOfAContextIsMeantWhereNoneIsNamed() {
        try (var plane = new FakePlane().on("GET /jobs", 200, "{\"items\":[]}")) {
            run("context", "set", "x", "--url=" + plane.url(), "--project=nlp");

            run("get", "jobs");
            run("get", "jobs", "--project=other");

            assertThat(plane.asked())
                    .containsExactly(
                            "GET /jobs?limit=100&project=nlp", "GET /jobs?limit=100&project=other");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNotTakenForNone() throws IOException {
        Files.createDirectories(home.resolve(".config/meridian"));
        Files.writeString(home.resolve(".config/meridian/cli.json"), "{broken");

        Ran ran = run("get", "jobs");

        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertThat(ran.err()).contains("cli.json cannot be read", "mend the file");
    }

    private String find(@Nullable String context) {
        var found =
                Connection.find(
                        new Connection.Asked(null, null, context), Map.of("HOME", home.toString()));
        return found.url() + " " + found.token().orElse("-") + " " + found.project();
    }

    private Ran run(String... line) {
        return Ran.with(Map.of("HOME", home.toString()), line);
    }
}
