package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.migration.Migration;
import dev.meridian.controlplane.placement.migration.Migrations;
import dev.meridian.controlplane.placement.migration.Resident;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A fleet that another has filled, fragmentation gradient descent as it was published, and at the
/// end at most one in a hundred of what runs is moved so that more of what was turned away finds
/// room. What the fast path has filled leaves next to nothing to win.
public final class Migrating implements Mode {
    private static final int ONE_OF = 100;

    @Override
    public Result run(Trial trial) {
        Filling filling = new Filling(trial.fleet());
        FleetIndex index = trial.emptyIndex();
        GradientDescent rival = new GradientDescent(index, trial.work());
        List<Resident> residents = new ArrayList<>();
        List<Requirement> waiting = new ArrayList<>();
        ProcessorTime time = new ProcessorTime();
        for (Requirement pod : trial.arrivals()) {
            filling.arrived(pod);
            long slot = rival.place(pod);
            if (slot == Slot.NONE) {
                waiting.add(pod);
            } else {
                residents.add(new Resident(residents.size(), pod, slot));
                filling.placed(pod);
            }
        }
        double before = filling.share();
        List<Migration> migrations =
                Migrations.of(index, residents, waiting, residents.size() / ONE_OF);
        migrations.forEach(one -> filling.placed(waiting.get(one.waiting())));
        int moves = migrations.stream().mapToInt(one -> one.moves().size()).sum();
        return new Result(
                filling.shareWhenAllAsked(),
                filling.share(),
                time.seconds(),
                filling.placements(),
                0,
                String.format(
                        Locale.ROOT,
                        "from %.2f by gradient descent, with %,d moves of %,d pods",
                        before,
                        moves,
                        residents.size()));
    }
}
