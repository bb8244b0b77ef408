package dev.meridian.verification.demo;

import dev.meridian.cli.client.Refused;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// `make demo`: starts a control plane and three regions, submits the samples, follows them to
/// their ends, tells where each ran and why. Leaves the system running until Ctrl-C; with
/// DEMO_EXIT=1 it stops by itself, with exit code 0 when every job turned out as its sample says.
public final class Demo {

    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private final Checkout checkout = Checkout.find();
    private final Map<String, String> environment;

    private Demo(Map<String, String> environment) {
        this.environment = environment;
    }

    static void main() throws Exception {
        var demo = new Demo(System.getenv());
        try {
            System.exit(demo.run() ? 0 : 1);
        } catch (IllegalStateException | Refused e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
    }

    private boolean run() throws Exception {
        Ports ports = ports();
        Path home = home();
        boolean stopByItself = setting("DEMO_EXIT", "").equals("1");
        say(
                "starting a control plane and its console on http://localhost:"
                        + ports.http()
                        + ", logs in "
                        + home.resolve("logs"));
        try (Bucket bucket = Bucket.open(checkout.root().resolve("docs"));
                LocalSystem system = LocalSystem.start(checkout, home, ports, Demo::say);
                Wire wire = system.wire()) {
            boolean good = show(system, wire, bucket);
            if (!stopByItself) {
                stay(system);
            }
            return good;
        }
    }

    private boolean show(LocalSystem system, Wire wire, Bucket bucket) {
        say("starting agents in eu-west, us-east and ap-south");
        World world = World.of(wire, agentOptions(system));
        world.agents().forEach(system::startAgent);
        system.awaitNodes();
        World.describe(system.client());
        var stage = new Show(checkout.root(), bucket, system, driver(), Demo::say);
        List<Outcome> outcomes = new ArrayList<>(stage.run(Samples.undisturbed(bucket)));
        OUT.println();
        say("now the trouble: an agent is killed, a host is cut off, a host is drained");
        outcomes.addAll(
                stage.play(
                        List.of(
                                new Acts.AgentKilled(
                                        List.of(Samples.outlivesItsAgent()), world.europe()),
                                new Acts.HostCutOff(
                                        List.of(Samples.outlivesItsHost()), world.asia(), wire))));
        outcomes.addAll(
                stage.play(
                        List.of(new Acts.HostDrained(Samples.onADrainedHost(), world.america()))));
        OUT.println();
        Outcome.table(outcomes).print(OUT);
        OUT.println();
        boolean good = true;
        for (Outcome outcome : outcomes) {
            if (outcome.complaint().isPresent()) {
                good = false;
                OUT.println(
                        outcome.sample().name()
                                + " is not as it should be: "
                                + outcome.complaint().get());
            }
        }
        OUT.println(good ? "Every job turned out as its sample says." : "The demo failed.");
        return good;
    }

    private void stay(LocalSystem system) throws InterruptedException {
        OUT.println();
        OUT.println("The system goes on running; Ctrl-C stops it.");
        OUT.println(
                "Its console is at "
                        + system.url()
                        + ": sign in as admin, with the password in "
                        + system.home().resolve("admin-password"));
        OUT.println("In another terminal:");
        OUT.println("  export MERIDIAN_HOME=" + system.home() + " MERIDIAN_URL=" + system.url());
        OUT.println("  cli/bin/meridian get jobs");
        new CountDownLatch(1).await();
    }

    private Ports ports() {
        var ports =
                new Ports(
                        Integer.parseInt(setting("PORT", "" + Ports.USUAL.http())),
                        Integer.parseInt(setting("AGENT_PORT", "" + Ports.USUAL.agents())));
        for (int port : new int[] {ports.http(), ports.agents()}) {
            if (!Ports.isFree(port)) {
                throw new IllegalStateException(
                        "Port "
                                + port
                                + " is in use: stop what listens there (perhaps another demo), or choose others, as 'make demo PORT=8081 AGENT_PORT=9091'.");
            }
        }
        return ports;
    }

    /// A given MERIDIAN_HOME is kept as it is; our own is emptied, so that every demo starts alike.
    private Path home() throws IOException {
        String given = setting("MERIDIAN_HOME", "");
        if (!given.isEmpty()) {
            return Path.of(given).toAbsolutePath();
        }
        Path home = checkout.root().resolve("target/demo/home");
        Folders.empty(home);
        return home;
    }

    private List<String> agentOptions(LocalSystem system) {
        List<String> options = new ArrayList<>();
        options.add("--checkpoint-store=" + system.home().resolve("checkpoints"));
        if (!driver().isEmpty()) {
            options.add("--drivers=" + driver());
        }
        return options;
    }

    private String driver() {
        return setting("DRIVERS", "");
    }

    /// Make hands on what was not given as an empty text.
    private String setting(String name, String otherwise) {
        String given = environment.getOrDefault(name, "");
        return given.isBlank() ? otherwise : given;
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
