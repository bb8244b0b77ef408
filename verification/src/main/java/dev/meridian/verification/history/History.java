package dev.meridian.verification.history;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `make history`: gives the clusters, projects and services of an installation weeks of demand
/// that others recorded, up to now, so that there is something to forecast.
///
/// Loads into the installation that MERIDIAN_URL names, or starts one of its own that stays until
/// Ctrl-C (HISTORY_EXIT=1: that ends when all is loaded).
public final class History {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NEEDED =
            List.of(
                    "philly/jobs_until_2017-10.csv",
                    "demand/azure_vm_cpu_2017-01.csv",
                    "demand/nab/nyc_taxi.csv");
    private static final List<String> REGIONS = List.of("ap-south", "eu-west", "us-east");

    private History() {}

    /// @param args the folder with the recorded demand
    static void main(String[] args) throws Exception {
        try {
            run(Path.of(args[0]), System.getenv());
            System.exit(0);
        } catch (IllegalStateException | Refused e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        for (String file : NEEDED) {
            if (!Files.isReadable(data.resolve(file))) {
                throw new IllegalStateException(
                        "There is no recorded demand in "
                                + data.toAbsolutePath().normalize()
                                + ": "
                                + file
                                + " is missing. MERIDIAN_DATA names the folder that holds philly/ and demand/.");
            }
        }
        if (!environment.getOrDefault("MERIDIAN_URL", "").isEmpty()) {
            try (var client = new MeridianClient(Connection.find(null, null, environment))) {
                load(client, data);
            }
            return;
        }
        Checkout checkout = Checkout.find();
        Path home = checkout.root().resolve("target/history/home");
        Folders.empty(home);
        say("starting a control plane and its agents, logs in " + home.resolve("logs"));
        try (LocalSystem system = LocalSystem.start(checkout, home, Ports.free(), History::say)) {
            for (String region : REGIONS) {
                system.startAgent(
                        AgentPlan.named(
                                "agent-" + region,
                                region,
                                "--capacity=cpu=64,memory=64Gi,disk=100Gi",
                                "--fake-accelerators=V100:8",
                                "--drivers=process"));
            }
            system.awaitNodes();
            load(system.client(), data);
            say(
                    "the console is on "
                            + system.url()
                            + ", the password of admin in "
                            + home.resolve("admin-password"));
            if (!environment.getOrDefault("HISTORY_EXIT", "").equals("1")) {
                say("Ctrl-C ends it");
                new CountDownLatch(1).await();
            }
        }
    }

    private static void load(MeridianClient client, Path data) {
        List<Places> places = Places.of(client);
        if (places.isEmpty()) {
            throw new IllegalStateException(
                    "This installation has no node yet: nobody's demand could it be.");
        }
        List<String> projects =
                client.all("/projects").stream()
                        .map(project -> project.path("name").asString())
                        .toList();
        Instant now = Instant.now();
        List<Plot> plots = Plot.all(data, places, projects);
        int loaded = 0;
        for (Plot plot : plots) {
            loaded += load(client, plot, now) ? 1 : 0;
        }
        say(loaded + " of " + plots.size() + " series are loaded");
    }

    /// Whether anything of it lies before what was observed.
    private static boolean load(MeridianClient client, Plot plot, Instant now) {
        Past.Shown shown = plot.past().endingAt(now);
        ObjectNode body =
                JSON.createObjectNode()
                        .put("scope", plot.scope())
                        .put("owner", plot.owner())
                        .put("resource", plot.resource())
                        .put("measure", plot.measure())
                        .put("start", shown.start().toString())
                        .put("source", plot.past().source());
        body.set("means", numbers(shown.means()));
        body.set("maxima", numbers(shown.maxima()));
        String name =
                "%s %s %s %s"
                        .formatted(plot.scope(), plot.owner(), plot.resource(), plot.measure());
        try {
            JsonNode answer = client.post("/telemetry/demand/history", body);
            say(
                    "%-55s %5d quarters from %s: %s"
                            .formatted(
                                    name,
                                    answer.path("slots").asInt(),
                                    answer.path("from").asString(),
                                    plot.past().source()));
            return true;
        } catch (Refused refused) {
            say(name + " is left as it is: " + refused.getMessage());
            return false;
        }
    }

    private static ArrayNode numbers(double[] values) {
        ArrayNode numbers = JSON.createArrayNode();
        for (double value : values) {
            if (Double.isNaN(value)) numbers.addNull();
            else numbers.add((double) (float) value);
        }
        return numbers;
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
