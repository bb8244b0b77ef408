package dev.meridian.agent.run.checkpoint;

import dev.meridian.agent.protocol.CheckpointStore;
import dev.meridian.agent.run.checkpoint.Trees.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The copies of one allocation's state in a store, as one attempt sees them.
///
/// `KEY/data/GENERATION` holds files, `KEY/marks/GENERATION` says that they are all there. The
/// highest mark counts. An attempt that begins marks at once, under its own epoch, the copy that it
/// begins with: from then on nothing that an earlier one still adds can count.
public final class Archive {
    /// So many copies are kept: the last may hold what made the task fail.
    static final int KEPT = 3;

    private static final int MOST_TRIES = 5;
    private static final Pattern KEY =
            Pattern.compile("(?!\\.)[^/\\s]{1,100}(/(?!\\.)[^/\\s]{1,100}){1,8}");

    private final Store store;
    private final String marks;
    private final String data;
    private final int epoch;
    private final InstantSource clock;
    private @Nullable Map<String, Stamp> copied;

    Archive(Store store, String key, int epoch, InstantSource clock) throws IOException {
        if (!KEY.matcher(key).matches()) {
            throw new IOException("\"%s\" names no folder of a checkpoint store".formatted(key));
        }
        this.store = store;
        this.marks = key + "/marks";
        this.data = key + "/data";
        this.epoch = epoch;
        this.clock = clock;
    }

    /// @param key names the allocation's state
    /// @param environment of the agent, in which rclone is looked for
    /// @throws IOException says in a sentence what is missing
    public static Archive open(
            CheckpointStore wish,
            String key,
            int epoch,
            Map<String, String> environment,
            InstantSource clock)
            throws IOException {
        return new Archive(Stores.open(wish, environment), key, epoch, clock);
    }

    /// Whether this host reaches stores that are no directories.
    public static boolean hasRclone(Map<String, String> environment) {
        return Rclone.find(environment).isPresent();
    }

    /// The directory that a store is; empty: it is none.
    public static Optional<Path> directory(CheckpointStore wish) {
        return Stores.directory(wish.getUri());
    }

    /// Fetches the copy that counts into an empty folder, and claims the archive for this epoch.
    ///
    /// @return what was fetched; empty: there was nothing
    /// @throws Superseded when a later epoch has claimed it
    public Optional<Mark> restore(Path into, Pace pace) throws IOException {
        return restore(into, Optional.empty(), pace);
    }

    /// The same, taking what was fetched ahead where that is the copy that counts.
    public Optional<Mark> restore(Path into, Optional<Ahead> ahead, Pace pace) throws IOException {
        Optional<Mark> found = newest(pace);
        if (found.isPresent() && !found.get().data().isEmpty()) {
            Mark mark = found.get();
            if (ahead.isEmpty() || !ahead.get().take(mark, into)) fetch(mark, into, pace);
        }
        Mark claim =
                found.map(mark -> mark.asBeginningOf(epoch))
                        .orElseGet(() -> Mark.nothing(epoch, clock.millis()));
        mark(claim, pace);
        copied = Trees.look(into);
        return found.filter(mark -> !mark.data().isEmpty());
    }

    private void fetch(Mark mark, Path into, Pace pace) throws IOException {
        store.fetch(data + "/" + mark.data(), into, pace);
        Trees.Size got = Trees.size(into);
        if (got.files() != mark.files() || got.bytes() != mark.bytes()) {
            throw new IOException(
                    "generation %s of its checkpoint should be %d files of %d bytes, and %d of %d were found"
                            .formatted(
                                    mark.generation(),
                                    mark.files(),
                                    mark.bytes(),
                                    got.files(),
                                    got.bytes()));
        }
    }

    /// Fetches the copy that counts now, unless it is there already, for an attempt that may have
    /// to begin here. Claims nothing: whoever runs goes on making copies that count.
    ///
    /// @return what is there now; empty: there is no copy yet
    public Optional<Mark> fetchAhead(Ahead ahead, Pace pace) throws IOException {
        Optional<Mark> found =
                marked(generations(pace), pace).filter(mark -> !mark.data().isEmpty());
        if (found.isPresent()) {
            ahead.keep(found.get(), into -> fetch(found.get(), into, pace));
        }
        return found;
    }

    /// Copies the state as it is now, unless it is as it was.
    ///
    /// @param live what the task may be writing to
    /// @param staged a folder for the copy that is sent; it is gone afterwards
    /// @return empty: nothing has changed since the last copy
    /// @throws Superseded when a later epoch has begun: it would count no more
    public Optional<Mark> save(Path live, Path staged, Pace pace) throws IOException {
        if (Trees.look(live).equals(copied)) return Optional.empty();
        try {
            Map<String, Stamp> taken = still(live, staged, pace.unbounded());
            List<Generation> before = generations(pace);
            Generation next = next(before);
            store.put(staged, data + "/" + next.name(), pace);
            Trees.Size size = Trees.size(staged);
            refuseIfLater(generations(pace));
            Mark mark = new Mark(next, next.name(), size.files(), size.bytes(), clock.millis());
            mark(mark, pace);
            copied = taken;
            return Optional.of(mark);
        } finally {
            Trees.remove(staged);
        }
    }

    /// A copy of one moment, in which nothing changed while it was read. Where the task leaves no
    /// such moment, one of which at least each file is whole.
    private static Map<String, Stamp> still(Path live, Path staged, Pace pace) throws IOException {
        for (int tries = 1; ; tries++) {
            Trees.remove(staged);
            Map<String, Stamp> before = Trees.look(live);
            Trees.copy(live, staged, false, pace);
            Map<String, Stamp> after = Trees.look(live);
            if (after.equals(before)) return before;
            if (tries >= MOST_TRIES && !Trees.torn(before, after)) return before;
            if (tries == 2 * MOST_TRIES) {
                throw new IOException(
                        "its checkpoint is written to while it is copied: let the task write a new file and rename it when it is whole, and keep elsewhere what it writes all the time");
            }
            pace.goOn();
        }
    }

    private Generation next(List<Generation> before) throws Superseded {
        refuseIfLater(before);
        return before.stream()
                .filter(one -> one.epoch() == epoch)
                .max(Generation::compareTo)
                .orElse(new Generation(epoch, 0))
                .next();
    }

    private void refuseIfLater(List<Generation> all) throws Superseded {
        for (Generation one : all) {
            if (one.epoch() > epoch) throw new Superseded(one);
        }
    }

    private List<Generation> generations(Pace pace) throws IOException {
        return store.list(marks, pace).stream()
                .flatMap(name -> Generation.parse(name).stream())
                .toList();
    }

    /// Passes over marks that were cut short.
    private Optional<Mark> newest(Pace pace) throws IOException {
        List<Generation> all = generations(pace);
        refuseIfLater(all);
        return marked(all, pace);
    }

    private Optional<Mark> marked(List<Generation> all, Pace pace) throws IOException {
        for (Generation one : all.stream().sorted((a, b) -> b.compareTo(a)).toList()) {
            Optional<Mark> found = Mark.parse(store.read(marks + "/" + one.name(), pace));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private void mark(Mark mark, Pace pace) throws IOException {
        store.write(marks + "/" + mark.generation().name(), mark.text(), pace);
    }

    /// Removes what is older than the last few copies. Of a store that cannot remove now nothing is
    /// lost but room: the next copy tries again.
    public void prune(Pace pace) throws IOException {
        List<Generation> all = generations(pace).stream().sorted((a, b) -> b.compareTo(a)).toList();
        refuseIfLater(all);
        if (all.size() <= KEPT) return;
        Set<String> needed = new HashSet<>();
        for (Generation one : all) {
            String place = marks + "/" + one.name();
            if (needed.size() >= KEPT) {
                store.remove(place, pace);
            } else {
                Mark.parse(store.read(place, pace))
                        .map(Mark::data)
                        .filter(folder -> !folder.isEmpty())
                        .ifPresent(needed::add);
            }
        }
        for (String name : store.list(data, pace)) {
            boolean ours = Generation.parse(name).filter(one -> one.epoch() <= epoch).isPresent();
            if (ours && !needed.contains(name)) store.remove(data + "/" + name, pace);
        }
    }
}
