package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints what one `true` costs through each driver: milliseconds until its process exists and
/// until its end is known, processor time of everything that was started, and what a shim weighs
/// while its task sleeps. `StartCostMain [ROUNDS]` in a cpuacct group of its own, named by
/// `-Dcpuacct`.
final class StartCostMain {
    private StartCostMain() {}

    static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        Path dataDir = Files.createTempDirectory("start-cost");
        Host host =
                Boolean.getBoolean("unlimited") ? Host.unlimited(dataDir) : Host.limited(dataDir);
        for (String driver : List.of("process", "sandbox")) {
            round(host, driver, Math.min(50, rounds));
            round(host, driver, rounds);
            weigh(host, driver);
        }
    }

    private static void round(Host host, String driver, int rounds) throws Exception {
        List<Double> started = new ArrayList<>();
        List<Double> ended = new ArrayList<>();
        long cpu = childrenNanos();
        for (int i = 0; i < rounds; i++) {
            Assignment.Builder work = work(driver, "cost-" + driver + i, "true");
            long before = System.nanoTime();
            Task task = host.start(work);
            started.add((System.nanoTime() - before) / 1e6);
            task.exit().join();
            ended.add((System.nanoTime() - before) / 1e6);
            host.folder(work).delete();
        }
        started.sort(null);
        ended.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s x %d: started p50 %.1f p99 %.1f ms, ended p50 %.1f p99 %.1f ms, children's CPU %.2f ms each%n",
                driver,
                rounds,
                started.get(rounds / 2),
                started.get(rounds * 99 / 100),
                ended.get(rounds / 2),
                ended.get(rounds * 99 / 100),
                (childrenNanos() - cpu) / 1e6 / rounds);
    }

    private static void weigh(Host host, String driver) throws Exception {
        Assignment.Builder work = work(driver, "weigh-" + driver, "sleep", "600");
        Task task = host.start(work);
        java.util.concurrent.locks.LockSupport.parkNanos(400_000_000);
        long shim = ProcessIdentity.read(host.folder(work).shim()).orElseThrow().pid();
        long leader = task.leader().orElseThrow().pid();
        long session = ProcessStat.of(shim).orElseThrow().session();
        for (ProcessStat stat : ProcessStat.all()) {
            boolean ofShim = stat.session() == session;
            if (!ofShim && stat.session() != leader && stat.parent() != leader) continue;
            String rollup = Files.readString(Path.of("/proc/" + stat.pid() + "/smaps_rollup"));
            System.out.printf(
                    "  %s %s: RSS %s KiB, PSS %s KiB, own %s KiB%n",
                    ofShim ? "shim" : "task",
                    stat.command(),
                    field(rollup, "Rss"),
                    field(rollup, "Pss"),
                    Integer.parseInt(field(rollup, "Private_Dirty"))
                            + Integer.parseInt(field(rollup, "Private_Clean")));
        }
        task.stop(java.time.Duration.ZERO);
        host.folder(work).delete();
    }

    private static String field(String rollup, String name) {
        return rollup.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
    }

    private static Assignment.Builder work(String driver, String id, String... command) {
        return driver.equals("sandbox") ? Work.sandbox(id, command) : Work.process(id, command);
    }

    /// Nanoseconds of everything that was started: this process's control group less its own.
    private static long childrenNanos() throws Exception {
        long own = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
        String group = System.getProperty("cpuacct", "/sys/fs/cgroup/cpuacct");
        return Long.parseLong(Files.readString(Path.of(group, "cpuacct.usage")).strip()) - own;
    }
}
