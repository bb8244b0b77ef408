package dev.meridian.verification.demo;

import dev.meridian.cli.client.Refused;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.ReplicatedSystem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// `make replicas`: several control planes on one database and three regions that know them all,
/// until Ctrl-C.
public final class Replicas {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final int USUAL = 3;

    private Replicas() {}

    static void main() throws Exception {
        Map<String, String> environment = System.getenv();
        String wished = environment.getOrDefault("REPLICAS", "");
        int count = wished.isBlank() ? USUAL : Integer.parseInt(wished.strip());
        Checkout checkout = Checkout.find();
        Path home = checkout.root().resolve("target/replicas/home");
        Folders.empty(home);
        List<Ports> ports = IntStream.range(0, count).mapToObj(_ -> Ports.free()).toList();
        OUT.println("» starting a database, logs in " + home.resolve("logs"));
        try (ReplicatedSystem system =
                ReplicatedSystem.start(
                        checkout, home, ports, List.of(), text -> OUT.println("» " + text))) {
            for (String region : List.of("eu-west", "us-east", "ap-south")) {
                system.startAgent(AgentPlan.in(region, options(environment)));
            }
            system.awaitNodes();
            describe(system);
            new CountDownLatch(1).await();
        } catch (IllegalStateException | Refused e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String[] options(Map<String, String> environment) {
        List<String> options = new ArrayList<>(List.of("--capacity=cpu=4,memory=2Gi,disk=10Gi"));
        String drivers = environment.getOrDefault("DRIVERS", "");
        if (!drivers.isBlank()) {
            options.add("--drivers=" + drivers.strip());
        }
        return options.toArray(String[]::new);
    }

    private static void describe(ReplicatedSystem system) {
        OUT.println();
        system.replicas()
                .forEach(replica ->
                        OUT.println(
                                replica.home().getFileName()
                                        + " serves "
                                        + replica.url()
                                        + ", process "
                                        + replica.process().pid()));
        OUT.println("Stop or kill any of them, and look who leads. In another terminal:");
        OUT.println(
                "  export MERIDIAN_HOME="
                        + system.replicas().getFirst().home()
                        + " MERIDIAN_URL="
                        + system.urls());
        OUT.println("  cli/bin/meridian get replicas --watch");
        OUT.println("Ctrl-C stops it all.");
    }
}
