package dev.meridian.verification.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A control plane in this process, entered where its door for agents hands samples on: a load of
/// ten thousand agents would else need ten thousand connections and more than the machine.
///
/// By name, for this module is built without the product's classes.
final class IngestDoor implements AutoCloseable {
    private static final String ROOT = "dev.meridian.controlplane.";

    private final AutoCloseable context;
    private final MethodHandle append;
    private final MethodHandle sample;
    private final MethodHandle node;

    private IngestDoor(
            AutoCloseable context, MethodHandle append, MethodHandle sample, MethodHandle node) {
        this.context = context;
        this.append = append;
        this.sample = sample;
        this.node = node;
    }

    static IngestDoor open(Path home, int port) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            AutoCloseable context = start(home, port);
            Class<?> samples = Class.forName(ROOT + "telemetry.Samples");
            Class<?> one = Class.forName(ROOT + "telemetry.model.Sample");
            Class<?> nodeId = Class.forName(ROOT + "fleet.model.NodeId");
            Class<?> allocationId = Class.forName(ROOT + "jobs.model.AllocationId");
            Object bean =
                    context.getClass().getMethod("getBean", Class.class).invoke(context, samples);
            return new IngestDoor(
                    context,
                    lookup.findVirtual(
                                    samples,
                                    "append",
                                    MethodType.methodType(void.class, nodeId, List.class))
                            .bindTo(bean),
                    lookup.findConstructor(
                            one,
                            MethodType.methodType(
                                    void.class,
                                    Instant.class,
                                    allocationId,
                                    String.class,
                                    String.class,
                                    double.class)),
                    lookup.findConstructor(nodeId, MethodType.methodType(void.class, UUID.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the control plane cannot be entered", e);
        }
    }

    /// @param more settings
    static AutoCloseable start(Path home, int port, String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("--meridian.home=" + home);
        settings.add("--server.port=" + port);
        settings.add("--meridian.agents.port=0");
        try {
            return (AutoCloseable)
                    Class.forName("org.springframework.boot.SpringApplication")
                            .getMethod("run", Class.class, String[].class)
                            .invoke(
                                    null,
                                    Class.forName(ROOT + "ControlPlane"),
                                    settings.toArray(String[]::new));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the control plane cannot be entered", e);
        }
    }

    /// What one agent sends of its host.
    ///
    /// @param fields `metric` or `metric@device`
    void send(UUID from, Instant at, List<String> fields, double[] values) {
        try {
            List<Object> all = new ArrayList<>(fields.size());
            for (int i = 0; i < values.length; i++) {
                String[] words = fields.get(i).split("@", -1);
                all.add(
                        sample.invoke(
                                at, null, words[0], words.length > 1 ? words[1] : "", values[i]));
            }
            append.invoke(node.invoke(from), all);
        } catch (Throwable e) {
            throw new IllegalStateException("samples are refused", e);
        }
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
