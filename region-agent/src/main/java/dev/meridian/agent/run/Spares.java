package dev.meridian.agent.run;

import dev.meridian.agent.run.checkpoint.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Folders of attempts that are over, kept for later ones: renaming one costs a fraction of making
/// a dozen files and folders and removing them again. Some file systems even keep away from what
/// was removed of late, so that each new file costs the more, the more short tasks there were.
///
/// Nothing that a task could reach is used again: its working directory is removed. What agent and
/// shim keep beside it is emptied.
final class Spares {
    private static final int MOST = 128;

    /// Of nearly every allocation the only one.
    private static final String EPOCH = "1";

    private static final Set<String> EMPTIED =
            Set.of(
                    "assignment",
                    "exit",
                    "exit.new",
                    "group",
                    "sandbox",
                    "shim",
                    "shim.log",
                    "start",
                    "stderr",
                    "stdout",
                    "task");

    private final Path place;
    private final Deque<Path> free = new ArrayDeque<>();
    private long number;

    /// Removes what an earlier run had left.
    Spares(Path dataDir) throws IOException {
        this.place = Files.createDirectories(dataDir.resolve("spares"));
        try (DirectoryStream<Path> old = Files.newDirectoryStream(place)) {
            for (Path spare : old) Trees.remove(spare);
        }
    }

    /// Makes the folder of a new attempt, with an empty working directory.
    synchronized void furnish(AllocationFolder folder) throws IOException {
        if (folder.root().endsWith(EPOCH)) {
            Path spare = free.pollFirst();
            if (spare != null) moved(spare, allocation(folder));
        }
        folder.create();
    }

    /// Keeps the folder of an attempt that is over for another one.
    ///
    /// @return whether that could be; otherwise it is still there
    boolean keep(AllocationFolder folder) {
        if (!folder.root().endsWith(EPOCH) || full()) return false;
        try {
            empty(folder);
        } catch (IOException _) {
            return false;
        }
        return store(allocation(folder));
    }

    private synchronized boolean full() {
        return free.size() >= MOST;
    }

    private synchronized boolean store(Path allocation) {
        Path spare = place.resolve(Long.toString(++number));
        if (!alone(allocation) || !moved(allocation, spare)) return false;
        free.addFirst(spare);
        return true;
    }

    private static Path allocation(AllocationFolder folder) {
        return folder.root().resolveSibling("");
    }

    /// Another epoch of the allocation may be here as well.
    private static boolean alone(Path allocation) {
        try (DirectoryStream<Path> epochs = Files.newDirectoryStream(allocation)) {
            int count = 0;
            for (Path _ : epochs) count++;
            return count == 1;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean moved(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException _) {
            return false; // it is made anew then
        }
    }

    private static void empty(AllocationFolder folder) throws IOException {
        Trees.remove(folder.work());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.root())) {
            for (Path file : files) {
                if (EMPTIED.contains(file.getFileName().toString())) truncate(file);
                else Files.delete(file); // where it is a folder, all of it is removed
            }
        }
    }

    /// A file that a task of the agent's own rights has linked to is that task's too.
    private static void truncate(Path file) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(file, "unix:nlink,size", LinkOption.NOFOLLOW_LINKS);
        if (!Objects.equals(found.get("nlink"), 1)) throw new IOException(file + " is linked to");
        if (Objects.equals(found.get("size"), 0L)) return;
        FileChannel.open(
                        file,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS)
                .close();
    }
}
