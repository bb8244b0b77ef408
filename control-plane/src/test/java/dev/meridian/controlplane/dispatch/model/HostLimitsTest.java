package dev.meridian.controlplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostLimitsTest {
    private static final HostLimits LIMITS = new HostLimits(3, 3, 6, 0.2);
    private static final NodeId NODE = node(0);

    @Test
    void anyOfTheSignsIsEnough() {
        assertThat(LIMITS.exceededBy(new HostRecord(NODE, 2, 2, 5))).isFalse();
        assertThat(LIMITS.exceededBy(new HostRecord(NODE, 3, 0, 0))).isTrue();
        assertThat(LIMITS.exceededBy(new HostRecord(NODE, 0, 3, 0))).isTrue();
        assertThat(LIMITS.exceededBy(new HostRecord(NODE, 0, 0, 6))).isTrue();
    }

    @Test
    void aRegionInWhichTooManyFailIsLeftOut() {
        Map<NodeId, RegionName> regions = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            regions.put(node(i), new RegionName("eu"));
            regions.put(node(100 + i), new RegionName("us"));
        }
        regions.put(node(200), new RegionName("ap"));
        Set<NodeId> atFault =
                new HashSet<>(Set.of(node(0), node(1), node(100), node(101), node(102), node(200)));
        atFault.add(node(999));

        assertThat(LIMITS.notSharedBy(atFault, regions))
                .as("two of ten, three of ten, the only one, one that is no more")
                .containsExactlyInAnyOrder(node(0), node(1), node(200));
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(0, number));
    }
}
