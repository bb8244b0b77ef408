package dev.meridian.controlplane.commands.outcome.philly;

import dev.meridian.controlplane.commands.openb.BadTrace;
import dev.meridian.controlplane.commands.openb.TraceFile;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.RegionPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One kind of machine as a provider's price list offers it in several regions, all prices of one
/// day, and what traffic between the regions costs.
///
/// @param devices accelerators of one machine
/// @param cpu thousandths of a core
/// @param memory MiB
/// @param prices of an hour of one machine by region, in the order of their names
public record Offer(
        String type,
        String model,
        String day,
        int devices,
        long cpu,
        long memory,
        Map<String, Money> prices,
        Map<RegionPair, Link> links) {
    private static final String PROVIDER = "aws";
    private static final int MOST_DEVICES = 32;
    private static final int MOST = 100_000_000;

    /// The day on which most regions offer it, and of these the first ones by name.
    ///
    /// @param catalogue holds `instances.csv`, `aws_egress_usd_per_gb.csv` and `latency_rtt_ms.csv`
    /// @throws BadTrace when fewer regions offer it
    public static Offer read(Path catalogue, String type, int regions) {
        Path file = catalogue.resolve("instances.csv");
        Map<String, List<TraceFile.Row>> days = new TreeMap<>();
        for (TraceFile.Row row :
                TraceFile.read(
                                file,
                                "cloud",
                                "region",
                                "instance_type",
                                "accelerator_model_derived",
                                "gpu_count",
                                "vcpu",
                                "memory_mib",
                                "usd_per_hour",
                                "price_date")
                        .rows()) {
            if (row.text("cloud").equals(PROVIDER) && row.text("instance_type").equals(type)) {
                days.computeIfAbsent(row.text("price_date"), _ -> new ArrayList<>()).add(row);
            }
        }
        String day =
                days.keySet().stream()
                        .max((a, b) -> Integer.compare(size(days, a), size(days, b)))
                        .orElse("");
        if (size(days, day) < regions) {
            throw new BadTrace(
                    "%s offers %s of %s in %d regions on one day, and not in %d."
                            .formatted(file, type, PROVIDER, size(days, day), regions));
        }
        List<TraceFile.Row> rows = days.getOrDefault(day, List.of());
        TreeMap<String, Money> prices = new TreeMap<>();
        rows.forEach(row ->
                prices.put(row.text("region"), Money.ofDollars(row.decimal("usd_per_hour"))));
        while (prices.size() > regions) {
            prices.pollLastEntry();
        }
        TraceFile.Row first = rows.getFirst();
        return new Offer(
                type,
                first.text("accelerator_model_derived"),
                day,
                (int) first.number("gpu_count", MOST_DEVICES),
                1000 * first.number("vcpu", MOST),
                first.number("memory_mib", MOST),
                prices,
                links(catalogue, prices));
    }

    private static int size(Map<String, List<TraceFile.Row>> days, String day) {
        return days.getOrDefault(day, List.of()).size();
    }

    private static Map<RegionPair, Link> links(Path catalogue, Map<String, Money> regions) {
        Map<RegionPair, Double> trips = new HashMap<>();
        for (TraceFile.Row row :
                TraceFile.read(
                                catalogue.resolve("latency_rtt_ms.csv"),
                                "cloud",
                                "src_region",
                                "dst_region",
                                "rtt_avg_ms")
                        .rows()) {
            if (row.text("cloud").equals(PROVIDER)) {
                trips.put(
                        new RegionPair(row.text("src_region"), row.text("dst_region")),
                        row.decimal("rtt_avg_ms"));
            }
        }
        Map<RegionPair, Link> links = new HashMap<>();
        for (TraceFile.Row row :
                TraceFile.read(catalogue.resolve("aws_egress_usd_per_gb.csv"), "src", "dst", "cost")
                        .rows()) {
            if (regions.containsKey(row.text("src")) && regions.containsKey(row.text("dst"))) {
                RegionPair pair = new RegionPair(row.text("src"), row.text("dst"));
                links.put(
                        pair,
                        new Link(Money.ofDollars(row.decimal("cost")), trips.get(pair), null));
            }
        }
        return links;
    }
}
