package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.goals.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The domains of one level: which one a node is in, and the nodes of each as runs.
public final class Domains {
    private static final int STRAY = -1;

    private final int[] of;
    private final List<Ranges> members;
    private final List<String> names;

    /// all 0 between two counts
    private final int[] counts;

    private Domains(int[] of, List<Ranges> members, List<String> names) {
        this.of = of;
        this.members = members;
        this.names = names;
        counts = new int[names.size()];
    }

    static Domains at(DomainLevel level, FreeCapacity capacity) {
        int[] of = new int[capacity.size()];
        Map<String, Integer> numbers = new HashMap<>();
        List<List<Integer>> bounds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            Node node = capacity.node(i);
            String name = level.of(node);
            if (name == null) {
                of[i] = STRAY;
                continue;
            }
            Integer known = numbers.get(name);
            int domain = known == null ? names.size() : known;
            if (known == null) {
                numbers.put(name, domain);
                names.add(name);
                bounds.add(new ArrayList<>());
            }
            of[i] = domain;
            extend(bounds.get(domain), i);
        }
        return new Domains(of, bounds.stream().map(Domains::ranges).toList(), names);
    }

    private static void extend(List<Integer> bounds, int node) {
        if (!bounds.isEmpty() && bounds.getLast() == node) {
            bounds.set(bounds.size() - 1, node + 1);
        } else {
            bounds.add(node);
            bounds.add(node + 1);
        }
    }

    private static Ranges ranges(List<Integer> bounds) {
        return new Ranges(bounds.stream().mapToInt(Integer::intValue).toArray());
    }

    public int count() {
        return members.size();
    }

    /// The domain of a node; negative when the node does not say.
    public int of(int node) {
        return of[node];
    }

    /// How many of the nodes lie in each domain; a node counts as often as it is named.
    public Tally tally(int[] nodes, int length) {
        int strays = 0;
        int occupied = 0;
        for (int i = 0; i < length; i++) {
            int domain = of[nodes[i]];
            if (domain == STRAY) {
                strays++;
            } else if (counts[domain]++ == 0) {
                occupied++;
            }
        }
        int[] found = new int[occupied];
        int next = 0;
        for (int i = 0; i < length; i++) {
            int domain = of[nodes[i]];
            if (domain != STRAY && counts[domain] > 0) {
                found[next++] = counts[domain];
                counts[domain] = 0;
            }
        }
        return new Tally(found, strays);
    }

    /// The domains in which the nodes lie, with how many of them each holds.
    Map<Integer, Integer> occupied(int[] nodes, int length) {
        Map<Integer, Integer> occupied = new TreeMap<>();
        for (int i = 0; i < length; i++) {
            if (of[nodes[i]] != STRAY) {
                occupied.merge(of[nodes[i]], 1, Integer::sum);
            }
        }
        return occupied;
    }

    Ranges members(int domain) {
        return members.get(domain);
    }

    String name(int domain) {
        return names.get(domain);
    }

    /// Every node that says in which domain it is.
    Ranges labelled() {
        Ranges all = Ranges.NONE;
        int from = -1;
        List<Integer> bounds = new ArrayList<>();
        for (int i = 0; i <= of.length; i++) {
            boolean in = i < of.length && of[i] != STRAY;
            if (in && from < 0) {
                from = i;
            } else if (!in && from >= 0) {
                bounds.add(from);
                bounds.add(i);
                from = -1;
            }
        }
        return bounds.isEmpty() ? all : ranges(bounds);
    }
}
