package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.chaos.history.Harm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Work that no fault of a row need end: `keep` and long leases on the hosts that are harmed,
/// ordinary work on those that are not. Whatever is not still in its first copy at the end was
/// killed needlessly.
final class Bystanders implements AutoCloseable {
    private final Round round;
    private final List<Living> all;

    private Bystanders(Round round, List<Living> all) {
        this.round = round;
        this.all = all;
    }

    /// @param onSafeHosts a line of the spec for those
    static Bystanders beside(Round round, String onSafeHosts) {
        Arena arena = round.arena();
        List<Callable<Living>> starts = new ArrayList<>();
        for (Host host : round.hosts()) {
            starts.add(() -> arena.live(host, Arena.KEEP));
            starts.add(() -> arena.live(host, Arena.PATIENT));
        }
        starts.add(() -> arena.liveSafely(onSafeHosts));
        return new Bystanders(round, atOnce(starts));
    }

    /// All is mended: judges them, and lets them end.
    @Override
    public void close() {
        Function<Living, Callable<Boolean>> look = each -> () -> round.arena().speaks(each);
        List<Boolean> speak = atOnce(all.stream().map(look).toList());
        for (int i = 0; i < all.size(); i++) {
            judge(all.get(i), speak.get(i));
        }
        round.tally().count("bystanders", all.size());
        all.forEach(each -> round.arena().client().cancel(each.job(), "seen"));
    }

    private void judge(Living each, boolean speaks) {
        Arena arena = round.arena();
        int epoch = arena.sink().epoch(each.allocation());
        var allocation = arena.allocation(each);
        round.tally()
                .expect(
                        speaks && epoch == 1 && allocation.path("attempts").size() == 1,
                        Harm.KILLED,
                        "%s, in epoch %d: %s"
                                .formatted(speaks ? "speaks" : "is silent", epoch, allocation));
        round.tally()
                .expect(
                        !Doubles.of(arena.sink().words(each.allocation())).any(),
                        Harm.OVERLAP,
                        "a bystander lived twice: " + allocation);
    }

    private static <T> List<T> atOnce(List<Callable<T>> deeds) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> done = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(deeds)) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
