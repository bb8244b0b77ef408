package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.List;
import java.util.stream.IntStream;

/// The second speed: takes the fast path's draft, rearranges window after window of it where that
/// may help, and keeps what scores better. Only what the draft itself places moves; what runs
/// stays.
///
/// Regions are agents, each of which rearranges what it holds and was awarded on its own nodes, all
/// of them at the same time. What is bound together over regions, or waits after that and could be
/// helped by a transfer, is looked at with the nodes of all.
public final class SolverPath {
    /// Of the time for a plan: what is left to the step over all regions.
    private static final double FOR_REGIONS = 0.67;

    private final SolverSettings settings;
    private final WindowSearch search;

    public SolverPath(SolverSettings settings) {
        this.settings = settings;
        search = WindowSearch.of(settings);
    }

    /// @param looked allocations in the windows that were searched
    /// @param placed that the fast path had left waiting, less those that now wait instead
    /// @param gain points of the soft goals, where as much is placed as before
    /// @param moves that were scored
    public record Outcome(int looked, int placed, double gain, long moves) {
        public static final Outcome NOTHING = new Outcome(0, 0, 0, 0);

        private Outcome plus(Outcome other) {
            return new Outcome(
                    looked + other.looked,
                    placed + other.placed,
                    gain + other.gain,
                    moves + other.moves);
        }
    }

    public Outcome improve(Draft draft, FleetIndex index, Snapshot snapshot) {
        return new Run(draft, index, snapshot).improve();
    }

    /// One draft.
    private final class Run {
        private final Draft draft;
        private final FleetIndex index;
        private final Snapshot snapshot;
        private final Booking booking;
        private final long start = System.nanoTime();
        private Outcome all = Outcome.NOTHING;

        Run(Draft draft, FleetIndex index, Snapshot snapshot) {
            this.draft = draft;
            this.index = index;
            this.snapshot = snapshot;
            booking = new Booking(draft, index);
        }

        Outcome improve() {
            if (index.regions() <= 1) {
                one(Windows.of(draft, settings.window()), Integer.MAX_VALUE);
                return all;
            }
            Lots lots = Lots.of(draft, index);
            int rounds = regions(lots);
            List<List<Integer>> left =
                    Windows.of(draft, settings.window(), lots.leftToAll()::get).stream()
                            .filter(seats -> seats.stream().anyMatch(seat -> isOpen(lots, seat)))
                            .toList();
            one(left.stream().filter(seats -> spans(lots, seats)).toList(), Integer.MAX_VALUE);
            // no longer than the regions took
            Transfers transfers = new Transfers(draft, index);
            one(
                    left.stream()
                            .filter(seats -> !spans(lots, seats) && transfers.mayHelp(seats))
                            .toList(),
                    rounds);
            return all;
        }

        private boolean isOpen(Lots lots, int seat) {
            return !draft.isPlaced(seat) || lots.owner(seat) == Lots.ALL;
        }

        private static boolean spans(Lots lots, List<Integer> seats) {
            return seats.stream().anyMatch(seat -> lots.owner(seat) == Lots.ALL);
        }

        /// Each region by itself, a window of each at a time.
        ///
        /// @return how many times
        private int regions(Lots lots) {
            List<RegionAgent> agents =
                    IntStream.range(0, index.regions())
                            .mapToObj(region -> agent(region, lots))
                            .toList();
            int rounds = 0;
            while (isTime(FOR_REGIONS)) {
                List<RegionAgent> able = agents.stream().filter(RegionAgent::hasNext).toList();
                if (able.isEmpty()) {
                    break;
                }
                // in the order of the regions, whoever was the first
                SideBySide.propose(able).forEach(one -> all = all.plus(booking.book(one)));
                rounds++;
            }
            return rounds;
        }

        private RegionAgent agent(int region, Lots lots) {
            return new RegionAgent(
                    region,
                    index,
                    draft,
                    snapshot,
                    search,
                    Windows.of(draft, settings.window(), seat -> lots.owner(seat) == region),
                    worth(index.firstOf(region), index.endOf(region)));
        }

        private Worth worth(int from, int to) {
            return new Worth(draft, index, from, to, settings.threshold());
        }

        /// One window after the other, with all nodes.
        private void one(List<List<Integer>> windows, int most) {
            Worth worth = worth(0, index.capacity().size());
            int searched = 0;
            for (List<Integer> seats : windows) {
                if (searched == most || !isTime(1)) {
                    return;
                }
                if (worth.searching(seats)) {
                    Proposal found = Proposal.search(search, draft, index, snapshot, seats);
                    all = all.plus(booking.book(found));
                    searched++;
                }
            }
        }

        private boolean isTime(double part) {
            return System.nanoTime() - start <= part * settings.perPlan().toNanos();
        }
    }
}
