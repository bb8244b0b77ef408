package dev.meridian.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.FakePlane;
import dev.meridian.cli.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the Tab key offers.
class CandidatesTest {

    @Test
    void verbsKindsOptionsAndNamesComplete() {
        try (var plane = new FakePlane()) {
            plane.on(
                            "GET /nodes?limit=1000",
                            200,
                            "{\"items\":[{\"name\":\"n1\"},{\"name\":\"m\"}]}")
                    .on("GET /regions", 200, "{\"items\":[{\"name\":\"eu-west\"}]}");

            assertThat(next(plane, "ca")).isEqualTo("cancel\n");
            assertThat(next(plane, "get", "node")).isEqualTo("nodes\nnode-pools\n");
            assertThat(next(plane, "drain", "n")).isEqualTo("n1\n");
            assertThat(next(plane, "get", "nodes", "--region", "")).isEqualTo("eu-west\n");
            assertThat(next(plane, "submit", "--fo")).isEqualTo("--follow\n");
            assertThat(next(plane, "tokens", "")).isEqualTo("list\ncreate\nrevoke\n");
        }
    }

    @Test
    void nobodyThereCompletesNothingAndSaysNothing() {
        var plane = new FakePlane();
        plane.close();

        assertThat(next(plane, "drain", "")).isEmpty();
    }

    private static String next(FakePlane plane, String... words) {
        List<String> line = new ArrayList<>(List.of("completion", "--next", "--"));
        line.addAll(List.of(words));
        Ran ran =
                Ran.with(
                        Map.of("MERIDIAN_URL", plane.url(), "MERIDIAN_TOKEN", "t"),
                        line.toArray(String[]::new));
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        return ran.out();
    }
}
