package dev.meridian.controlplane.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Contract;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Foreign job files over the wire.
@MeridianTest(shared = true)
class ImportsApiTest {

    private static final String IMPORT = "/api/v1/jobs:import";
    private static final String SCRIPT =
            "#!/bin/bash\n#SBATCH --job-name=imported-once --nodes=2\n#SBATCH --mail-user=a@b\nsrun hostname\n";

    @Autowired Api api;

    @Test
    void whatAScriptMakesCanBeSubmittedAndIsNotStored() {
        var answer = api.send("POST", IMPORT + "?format=auto", "text/plain", SCRIPT);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("format").asString()).isEqualTo("slurm");
        JsonNode item = answer.json().path("items").get(0);
        assertThat(item.at("/spec/taskGroups/0/minCount").asInt()).isEqualTo(2);
        assertThat(item.path("notCarriedOver").findValuesAsString("detail"))
                .anyMatch(detail -> detail.contains("--mail-user"));
        assertThat(api.get("/api/v1/jobs?name=imported-once").json().path("items")).isEmpty();
        String job = "/api/v1/jobs?dryRun=true";
        assertThat(api.post(job, item.path("spec").toString()).status()).isEqualTo(200);
        assertThat(api.postYaml(job, item.path("yaml").asString()).status()).isEqualTo(200);
    }

    @Test
    void answersAndRefusalsAreAsPublished() {
        var contract = Contract.of(api);
        for (String body :
                List.of(SCRIPT, "", "a: [", "{kind: Service, apiVersion: v1}", "#PBS -l x")) {
            var answer = api.send("POST", IMPORT, "text/plain", body);
            assertThat(contract.breaches("post", IMPORT, answer)).isEmpty();
        }
    }

    @Test
    void whatIsNoJobIsRefusedWithAReason() {
        assertThat(refused(400, "auto", "")).contains("the file is empty");
        assertThat(refused(400, "auto", "a: [")).contains("line 1");
        assertThat(refused(400, "nomad", "a: 1")).contains("kubernetes, skypilot, slurm");
        assertThat(refused(422, "auto", "a: 1")).contains("#SBATCH");
        assertThat(refused(422, "auto", "{name: a, taskGroups: []}")).contains("submit it");
        assertThat(refused(422, "auto", "{apiVersion: v1, kind: Service}")).contains("no job");
        assertThat(refused(413, "auto", "#".repeat((1 << 20) + 1))).contains("too-large");
    }

    @Test
    void nothingThatIsSentFailsTheServer() throws IOException {
        var random = new SplittableRandom(3);
        for (String example : List.of("job.yaml", "sky.yaml", "script.sh")) {
            byte[] good = Files.readAllBytes(Path.of("src/test/resources/imports", example));
            for (int i = 0; i < 60; i++) {
                String noisy = new String(Mutations.noise(good, random), ISO_8859_1);
                var answer = api.send("POST", IMPORT, "application/octet-stream", noisy);
                assertThat(answer.status()).as(noisy + answer.text()).isIn(200, 400, 422);
            }
        }
    }

    private String refused(int status, String format, String file) {
        var answer = api.send("POST", IMPORT + "?format=" + format, "text/plain", file);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        return answer.text();
    }
}
