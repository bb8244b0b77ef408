package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The order in which pods come, as the published protocol has it: the list shuffled, then drawn
/// from with replacement until so much of the fleet's accelerators is asked for.
public final class Arrivals {
    /// Of what the fleet has.
    public static final double ASKED = 1.3;

    private Arrivals() {}

    /// @param capacity thousandths of all accelerators
    /// @throws BadTrace when no pod asks for an accelerator
    public static List<Requirement> of(List<Requirement> pods, long capacity, long seed) {
        if (pods.stream().allMatch(pod -> pod.accelerators().isNone())) {
            throw new BadTrace("No pod of the list asks for an accelerator.");
        }
        Random random = new Random(seed);
        List<Requirement> arrivals = new ArrayList<>(pods);
        Collections.shuffle(arrivals, random);
        long wanted = (long) (ASKED * capacity);
        long asked = arrivals.stream().mapToLong(one -> one.accelerators().totalMillis()).sum();
        while (asked < wanted) {
            Requirement one = pods.get(random.nextInt(pods.size()));
            arrivals.add(one);
            asked += one.accelerators().totalMillis();
        }
        while (asked > wanted) {
            asked -= arrivals.remove(random.nextInt(arrivals.size())).accelerators().totalMillis();
        }
        return arrivals;
    }
}
