package dev.meridian.verification.bench.planner;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The fast path of the product, with all its goals.
///
/// By name, for this module is built without the product's classes.
final class Ours implements Rival {
    private static final String ROOT = "dev.meridian.controlplane.";
    private static final long NO_SLOT = -1;

    private final MethodHandle place;
    private final Object[] pods;

    private Ours(MethodHandle place, Object[] pods) {
        this.place = place;
        this.pods = pods;
    }

    static Ours of(Task task, Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            Object fleet =
                    named("commands.openb.Fleet")
                            .getMethod("read", Path.class)
                            .invoke(null, task.writeNodes(folder));
            Object nodes = fleet.getClass().getMethod("nodes").invoke(fleet);
            List<?> pods =
                    (List<?>)
                            named("commands.openb.Pods")
                                    .getMethod("read", Path.class)
                                    .invoke(null, task.writePods(folder));
            Class<?> snapshot = named("placement.model.Snapshot");
            Class<?> goals = named("placement.model.goals.Goals");
            Class<?> index = named("placement.index.FleetIndex");
            var queue = named("commands.openb.Queue").getMethod("of", List.class, List.class);
            Object whatArrives =
                    goals.getMethod("of", snapshot).invoke(null, queue.invoke(null, nodes, pods));
            Object empty =
                    index.getConstructor(snapshot, goals)
                            .newInstance(queue.invoke(null, nodes, List.of()), whatArrives);
            MethodHandle place =
                    MethodHandles.publicLookup()
                            .findVirtual(
                                    index,
                                    "place",
                                    MethodType.methodType(
                                            long.class, named("placement.model.Requirement")))
                            .bindTo(empty)
                            .asType(MethodType.methodType(long.class, Object.class));
            return new Ours(place, pods.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the planner cannot be entered", e);
        }
    }

    private static Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(ROOT + name);
    }

    @Override
    public boolean place(int pod) {
        try {
            return (long) place.invokeExact(pods[pod]) != NO_SLOT;
        } catch (Throwable e) {
            throw new IllegalStateException("the planner failed", e);
        }
    }
}
