package dev.meridian.verification.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.time.Instant;

/// A control plane in this process whose loops turn when somebody says so.
///
/// By name, for this module is built without the product's classes.
final class LoopDoor implements AutoCloseable {
    private static final String ROOT = "dev.meridian.controlplane.";

    private final AutoCloseable context;

    private LoopDoor(AutoCloseable context) {
        this.context = context;
    }

    static LoopDoor open(Path home, int port) {
        return new LoopDoor(IngestDoor.start(home, port, "--meridian.loops.enabled=false"));
    }

    /// One round of a loop.
    interface Loop {
        void runOnce(Instant now);
    }

    /// @param name of its class, as `forecast.ForecastLoop`
    Loop loop(String name) {
        try {
            Class<?> type = Class.forName(ROOT + name);
            Object bean =
                    context.getClass().getMethod("getBean", Class.class).invoke(context, type);
            MethodHandle round =
                    MethodHandles.publicLookup()
                            .findVirtual(
                                    type,
                                    "runOnce",
                                    MethodType.methodType(void.class, Instant.class))
                            .bindTo(bean);
            return now -> turn(round, now);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there is no loop " + name, e);
        }
    }

    private static void turn(MethodHandle round, Instant now) {
        try {
            round.invoke(now);
        } catch (Throwable e) {
            throw new IllegalStateException("a round of a loop failed", e);
        }
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
