package dev.meridian.controlplane.placement.solver;

import static dev.meridian.controlplane.placement.GroupBuilder.group;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Amounts;
import java.util.Map;
import java.util.SplittableRandom;

/// Random fleets with more work than room, the same for the same seed.
public final class RandomFleets {

    private RandomFleets() {}

    public static Scenario crowded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Scenario scenario = new Scenario().region("eu", "EU").region("us", "US").region("xx", "");
        String[] regions = {"eu", "us", "xx"};
        int nodes = 4 + random.nextInt(12);
        for (int i = 0; i < nodes; i++) {
            int gpus = new int[] {0, 1, 2, 4, 8}[random.nextInt(5)];
            long cores = 8L << random.nextInt(4);
            double price = random.nextInt(5);
            String zone = random.nextInt(4) == 0 ? null : "z" + random.nextInt(2);
            scenario.node(
                    "n" + i,
                    regions[random.nextInt(3)],
                    gpus,
                    node ->
                            node.capacity(Amounts.of(cores * 1000, cores * 4096, 100_000))
                                    .price(price)
                                    .labels(zone == null ? Map.of() : Map.of("zone", zone)));
            if (gpus > 0 && random.nextInt(3) == 0) {
                scenario.running(
                        "n" + i,
                        Amounts.of(1000, 1024, 0),
                        new DeviceShare(0, 100 + random.nextInt(900)));
            }
        }
        int groups = 5 + random.nextInt(20);
        for (int i = 0; i < groups; i++) {
            scenario.pending(anyGroup("g" + i, random));
        }
        return scenario;
    }

    private static GroupBuilder anyGroup(String name, SplittableRandom random) {
        GroupBuilder group =
                group(name)
                        .count(1 + random.nextInt(4))
                        .cores(0.5 + random.nextInt(8))
                        .priority(random.nextInt(3) == 0 ? 800 : 500);
        switch (random.nextInt(4)) {
            case 0 -> group.gpus(1 + random.nextInt(4));
            case 1 -> group.share(100 * (1 + random.nextInt(9)));
            default -> {}
        }
        switch (random.nextInt(6)) {
            case 0 -> group.residency("EU");
            case 1 -> group.service();
            case 2 -> group.data("us", 10 * random.nextInt(10));
            default -> {}
        }
        switch (random.nextInt(8)) {
            case 0 -> group.gang();
            case 1 -> group.spread("region", 2, 2);
            case 2 -> group.spread("node", 0, 1);
            case 3 -> group.within("zone");
            case 4 -> group.gang().within("region");
            case 5 -> group.preferably("zone");
            default -> {}
        }
        return group;
    }
}
