package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The attempts that have a folder in the data directory, whatever the journal knows of them.
record Attempts(Path dataDir) {
    private Path root() {
        return dataDir.resolve("allocations");
    }

    AllocationFolder folder(AllocationKey key) {
        return new AllocationFolder(
                root().resolve(key.allocationId()).resolve(Integer.toString(key.epoch())));
    }

    List<AllocationKey> onDisk() {
        List<AllocationKey> keys = new ArrayList<>();
        for (Path allocation : entries(root())) {
            for (Path epoch : entries(allocation)) {
                try {
                    keys.add(
                            new AllocationKey(
                                    allocation.getFileName().toString(),
                                    Integer.parseInt(epoch.getFileName().toString())));
                } catch (IllegalArgumentException _) {
                    continue; // nothing of ours
                }
            }
        }
        return keys;
    }

    private static List<Path> entries(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            return all;
        } catch (IOException _) {
            return List.of(); // a file, or not there
        }
    }

    /// What it was asked to be; empty where that cannot be read.
    Optional<Assignment> assignment(AllocationKey key) {
        try {
            Assignment kept = Assignment.parseFrom(Files.readAllBytes(folder(key).assignment()));
            return Optional.of(kept).filter(found -> AllocationKey.of(found).equals(key));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// After a restart of the host another process may have the number, and even the start time, of
    /// one of ours: no process of an earlier boot is known any more.
    ///
    /// @return whether the host was restarted since this was last called
    boolean voidEarlierBoot(String bootId) throws IOException {
        Path file = dataDir.resolve("boot");
        String last = Files.exists(file) ? Files.readString(file).strip() : "";
        if (last.equals(bootId)) return false;
        if (last.isEmpty()) {
            Files.writeString(file, bootId + "\n");
            return false;
        }
        for (AllocationKey key : onDisk()) {
            Files.deleteIfExists(folder(key).shim());
            Path task = folder(key).task();
            if (!Files.exists(task)) continue;
            var started = Files.getLastModifiedTime(task);
            Files.writeString(task, "-\n");
            Files.setLastModifiedTime(task, started);
        }
        // in place, so that no full disk can keep it from being written
        Files.writeString(file, bootId + "\n", StandardOpenOption.WRITE);
        return true;
    }
}
