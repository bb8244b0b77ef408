package dev.meridian.verification.bench.planner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A fleet and what arrives at it, drawn from a recorded trace: nodes of its kinds, and its pods
/// until 130 % of the accelerators are asked for. A pod that asks for a share of an accelerator
/// asks for a whole one here, and for any model.
record Task(List<Good> nodes, List<Good> pods) {
    private static final double ASKED = 1.3;
    private static final long SEED = 42;

    static Task draw(Path openb, int count) throws IOException {
        Random random = new Random(SEED);
        List<Good> kinds =
                read(
                        openb.resolve("openb_node_list_gpu_node.csv"),
                        "cpu_milli",
                        "memory_mib",
                        "gpu");
        List<Good> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(kinds.get(random.nextInt(kinds.size())));
        }
        List<Good> list =
                read(
                        openb.resolve("openb_pod_list_default.csv"),
                        "cpu_milli",
                        "memory_mib",
                        "num_gpu");
        long wanted = (long) (ASKED * nodes.stream().mapToInt(Good::accelerators).sum());
        List<Good> pods = new ArrayList<>();
        for (long asked = 0; asked < wanted; asked += pods.getLast().accelerators()) {
            pods.add(list.get(random.nextInt(list.size())));
        }
        Collections.shuffle(pods, random);
        return new Task(List.copyOf(nodes), List.copyOf(pods));
    }

    private static List<Good> read(Path file, String cpu, String memory, String accelerators)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.getFirst().split(","));
        int[] at = {columns.indexOf(cpu), columns.indexOf(memory), columns.indexOf(accelerators)};
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .map(cells ->
                        new Good(
                                Long.parseLong(cells[at[0]]),
                                Long.parseLong(cells[at[1]]),
                                Integer.parseInt(cells[at[2]])))
                .toList();
    }

    int accelerators() {
        return nodes.stream().mapToInt(Good::accelerators).sum();
    }

    /// As a node list that our planner reads.
    Path writeNodes(Path folder) throws IOException {
        Path file = folder.resolve("nodes.csv");
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("sn,cpu_milli,memory_mib,gpu,model");
            for (int i = 0; i < nodes.size(); i++) {
                Good node = nodes.get(i);
                out.printf(
                        "n%07d,%d,%d,%d,any%n", i, node.cpu(), node.memory(), node.accelerators());
            }
        }
        return file;
    }

    /// As a pod list that our planner reads, in the order of arrival.
    Path writePods(Path folder) throws IOException {
        Path file = folder.resolve("pods.csv");
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("name,cpu_milli,memory_mib,num_gpu,gpu_milli");
            for (int i = 0; i < pods.size(); i++) {
                Good pod = pods.get(i);
                out.printf(
                        "p%07d,%d,%d,%d,%d%n",
                        i,
                        pod.cpu(),
                        pod.memory(),
                        pod.accelerators(),
                        pod.accelerators() > 0 ? 1000 : 0);
            }
        }
        return file;
    }
}
