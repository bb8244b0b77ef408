package dev.meridian.verification.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which recorded past becomes which series of this installation.
///
/// A past keeps its shape and is scaled to what a cluster has, for a demand of hundreds of devices
/// would tell nothing about a host with eight. Each source names its scale.
record Plot(String scope, String owner, String resource, String measure, Past past) {
    private static final Duration WEEKS = Duration.ofDays(35);

    /// Of what a cluster has, its past needed so much at its peak: now and then more than there is.
    private static final double PEAK_OF_DEVICES = 1.1;

    private static final double PEAK_OF_CORES = 0.85;
    private static final double MILLIS = 1000;

    /// Half an hour of taxi rides is counted in one number.
    private static final double SECONDS_OF_RIDES = 1800;

    private static final List<String> HOSTS =
            List.of("5f5533", "825cc2", "53ea38", "24ae8d", "c6585a");

    static List<Plot> all(Path data, List<Places> places, List<String> projects) {
        List<Plot> plots = new ArrayList<>();
        devices(plots, data, places, projects);
        cores(plots, data, places);
        String first = projects.getFirst();
        Path nab = data.resolve("demand/nab");
        plots.add(
                new Plot(
                        "service",
                        first + "/rides",
                        "requests",
                        "used",
                        Recorded.values(nab.resolve("nyc_taxi.csv"), 1, "NAB, New York taxi rides")
                                .scaled(1 / SECONDS_OF_RIDES)));
        plots.add(
                new Plot(
                        "service",
                        first + "/web",
                        "response-time",
                        "used",
                        Recorded.values(
                                        nab.resolve("ec2_request_latency_system_failure.csv"),
                                        1,
                                        "NAB, latency of a web service")
                                .scaled(1 / MILLIS)));
        return plots;
    }

    /// Tenants of the trace in turn to clusters and to projects.
    private static void devices(
            List<Plot> plots, Path data, List<Places> places, List<String> projects) {
        List<Past> tenants =
                Recorded.held(
                                data.resolve("philly/jobs_until_2017-10.csv"),
                                "Microsoft Philly trace 2017, GPUs held by one tenant")
                        .values()
                        .stream()
                        .map(past -> Recorded.since(past, WEEKS))
                        .filter(past -> past.peak() >= 8)
                        .sorted((a, b) -> Double.compare(b.peak(), a.peak()))
                        .toList();
        int turn = 0;
        double most = 0;
        for (Places place : places) {
            for (Map.Entry<String, Double> device : place.devices().entrySet()) {
                Past past = tenants.get(turn++ % tenants.size());
                double factor = PEAK_OF_DEVICES * device.getValue() / past.peak();
                Past needed = scaled(past, factor);
                most = Math.max(most, device.getValue());
                String resource = "accelerator:" + device.getKey();
                plots.add(new Plot("cluster", place.name(), resource, "demand", needed));
                plots.add(
                        new Plot(
                                "cluster",
                                place.name(),
                                resource,
                                "allocated",
                                needed.atMost(device.getValue())));
            }
        }
        String model =
                places.stream()
                        .flatMap(place -> place.devices().keySet().stream())
                        .findFirst()
                        .orElse("");
        for (String project : model.isEmpty() ? List.<String>of() : projects) {
            Past past = tenants.get(turn++ % tenants.size());
            plots.add(
                    new Plot(
                            "project",
                            project,
                            "accelerator:" + model,
                            "demand",
                            scaled(past, PEAK_OF_DEVICES * most / past.peak())));
        }
    }

    /// The sum over a cloud for the first cluster, single hosts for the others.
    private static void cores(List<Plot> plots, Path data, List<Places> places) {
        for (int i = 0; i < places.size(); i++) {
            Places place = places.get(i);
            Past past =
                    i == 0
                            ? Recorded.values(
                                    data.resolve("demand/azure_vm_cpu_2017-01.csv"),
                                    3,
                                    "Azure 2017, CPU of all VMs")
                            : Recorded.values(
                                    data.resolve(
                                            "demand/nab/ec2_cpu_utilization_"
                                                    + HOSTS.get((i - 1) % HOSTS.size())
                                                    + ".csv"),
                                    1,
                                    "NAB, CPU of an EC2 host");
            Past used = scaled(past, PEAK_OF_CORES * place.cores() / past.peak());
            plots.add(new Plot("cluster", place.name(), "cpu", "used", used));
            plots.add(new Plot("cluster", place.name(), "cpu", "demand", used));
        }
    }

    private static Past scaled(Past past, double factor) {
        return past.scaled(factor)
                .from(String.format(Locale.ROOT, "%s, scaled by %.4g", past.source(), factor));
    }
}
