package dev.meridian.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    @TempDir private Path home;

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        var environment = Map.of("MERIDIAN_URL", "http://b:1", "MERIDIAN_TOKEN", "env");

        assertThat(Connection.find("http://a:1/", "given", environment).url())
                .hasToString("http://a:1");
        assertThat(Connection.find(null, "given", environment).url()).hasToString("http://b:1");
        assertThat(Connection.find(null, "given", environment).token()).contains("given");
        assertThat(Connection.find(null, null, environment).token()).contains("env");
    }

    @Test
    void severalReplicasStandInOneText() {
        var environment = Map.of("MERIDIAN_URL", "http://a:1/, http://b:2", "HOME", "/nowhere");

        assertThat(Connection.find(null, null, environment).urls())
                .hasToString("[http://a:1, http://b:2]");
    }

    @Test
    void theAdminTokenOfTheHomeIsTheLastResort() throws IOException {
        Files.writeString(home.resolve("admin-token"), "mrd_x\n");

        assertThat(Connection.find(null, null, Map.of("MERIDIAN_HOME", home.toString())).token())
                .contains("mrd_x");
        assertThat(Connection.find(null, null, Map.of("HOME", "/nowhere")).token()).isEmpty();
    }
}
