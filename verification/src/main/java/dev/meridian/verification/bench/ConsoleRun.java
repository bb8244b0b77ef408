package dev.meridian.verification.bench;

import dev.meridian.verification.console.Crawl;
import dev.meridian.verification.console.PageRoute;
import dev.meridian.verification.console.Visitor;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Seed;
import dev.meridian.verification.seed.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long each page of the console takes, and how large it is, on ten thousand nodes, a hundred
/// thousand live jobs and a million ended ones.
public final class ConsoleRun {

    private static final int ADDRESSES = 3;
    private static final List<String> AT_REST = List.of("--meridian.loops.enabled=false");

    private ConsoleRun() {}

    /// @param arguments number of runs, and further addresses to measure
    public static void main(String... arguments) throws IOException, InterruptedException {
        int runs = Integer.parseInt(arguments[0]);
        Checkout checkout = Checkout.find();
        Path home = checkout.root().resolve("target/bench/console/home");
        boolean small = Boolean.parseBoolean(System.getenv("SMALL"));
        seed(checkout, home, small ? Size.SMALL : Size.WHOLE);
        try (LocalSystem system =
                        LocalSystem.start(checkout, home, Ports.free(), AT_REST, ConsoleRun::say);
                var visitor = new Visitor(system.url())) {
            visitor.signIn("admin", Files.readString(home.resolve("admin-password")).strip());
            List<PageRoute> routes = PageRoute.all(checkout);
            Map<PageRoute, List<String>> pages =
                    new Crawl(visitor, routes, ADDRESSES)
                            .addresses(List.of(arguments).subList(1, arguments.length));
            print(pages, measured(visitor, pages, runs), runs);
            new ExplanationTimes(
                            system.url(), Files.readString(home.resolve("admin-token")).strip())
                    .print(runs);
        }
    }

    private static void seed(Checkout checkout, Path home, Size size) throws IOException {
        Path seeded = home.resolveSibling("seeded");
        if (Files.exists(seeded) && Files.readString(seeded).equals(size.toString())) {
            say("the database of " + Files.getLastModifiedTime(seeded) + " is used again");
            return;
        }
        Folders.empty(home);
        try (LocalSystem system =
                LocalSystem.start(checkout, home, Ports.free(), AT_REST, ConsoleRun::say)) {
            Seed.fill(system.home(), size, ConsoleRun::say);
        }
        Files.writeString(seeded, size.toString());
    }

    /// All pages in turns, so that each meets the same noise; the first round is not counted.
    private static Map<String, PageTimes> measured(
            Visitor visitor, Map<PageRoute, List<String>> pages, int runs) {
        Map<String, PageTimes> times = new LinkedHashMap<>();
        for (int run = 0; run <= runs; run++) {
            for (List<String> addresses : pages.values()) {
                for (String address : addresses) {
                    Visitor.Answer answer = visitor.get(address);
                    if (run > 0) {
                        times.computeIfAbsent(address, _ -> new PageTimes(new ArrayList<>()))
                                .answers()
                                .add(answer);
                    }
                }
            }
        }
        return times;
    }

    private static void print(
            Map<PageRoute, List<String>> pages, Map<String, PageTimes> times, int runs) {
        System.out.printf(
                Locale.ROOT,
                "%-70s %6s %10s %10s %10s %10s %10s   (%d runs in turns)%n",
                "page",
                "status",
                "median ms",
                "worst ms",
                "kB",
                "gzip kB",
                "x limit",
                runs);
        pages.forEach((route, addresses) -> {
            if (addresses.isEmpty()) {
                System.out.println(route + ": no link leads here");
            }
            addresses.stream().map(address -> line(address, times)).forEach(System.out::println);
        });
    }

    private static String line(String address, Map<String, PageTimes> times) {
        PageTimes page = times.getOrDefault(address, new PageTimes(List.of()));
        return String.format(
                Locale.ROOT,
                "%-70s %6d %10.0f %10.0f %10.1f %10.1f %10.2f",
                address,
                page.status(),
                page.medianMillis(),
                page.worstMillis(),
                page.kilobytes(),
                page.wireKilobytes(),
                page.ofLimit());
    }

    private static void say(String what) {
        System.out.println("» " + what);
    }
}
