package dev.meridian.controlplane.jobs.spec;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.DataShares;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.support.Specs;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSharesTest {
    private static final String TWO =
            "{uri: \"s3://a\", region: eu, sizeGb: 300}, {uri: \"s3://b\", region: us, sizeGb: 60}, {uri: \"s3://c\", region: us, sizeGb: 40}";

    @Test
    void anArrayIsSplitByWhereItsDataLie() {
        Map<String, Long> uris = counted("array: {size: 1000}", TWO, 0, 1_000);
        assertThat(uris.get("[s3://a]")).isBetween(745L, 755L);
        assertThat(uris.get("[s3://b, s3://c]")).isBetween(245L, 255L);
        assertThat(uris).hasSize(2);
    }

    @Test
    void anyStretchOfItHasAllRegions() {
        for (int from = 0; from < 900; from += 90) {
            assertThat(counted("array: {size: 1000}", TWO, from, from + 40).get("[s3://b, s3://c]"))
                    .isBetween(7L, 13L);
        }
    }

    @Test
    void withoutSizesThePartsAreEqual() {
        Map<String, Long> uris =
                counted(
                        "array: {size: 64}",
                        "{uri: \"s3://a\", region: eu, sizeGb: 7}, {uri: \"s3://b\", region: us}",
                        0,
                        64);
        assertThat(uris).containsOnly(Map.entry("[s3://a]", 32L), Map.entry("[s3://b]", 32L));
    }

    @Test
    void othersReadAllOfIt() {
        assertThat(counted("count: 4", TWO, 0, 4)).containsOnlyKeys("[s3://a, s3://b, s3://c]");
        assertThat(counted("array: {size: 4}", "{uri: \"s3://a\", region: eu, sizeGb: 7}", 0, 4))
                .containsOnlyKeys("[s3://a]");
        assertThat(counted("array: {size: 4}", "", 0, 4)).containsOnlyKeys("[]");
    }

    private static Map<String, Long> counted(String size, String data, int from, int until) {
        JobSpec spec =
                Specs.yaml(
                        "{name: a, taskGroups: [{%s, task: {command: [x]}}], placement: {data: [%s]}}"
                                .formatted(size, data));
        DataShares shares = DataShares.of(spec, spec.taskGroups().getFirst());
        return IntStream.range(from, until)
                .mapToObj(i -> shares.of(i).stream().map(DataSpec::uri).toList().toString())
                .collect(groupingBy(uris -> uris, counting()));
    }
}
