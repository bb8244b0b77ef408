package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where tasks leave their state, so that their next attempt goes on from it. Nothing here is ever
/// removed: what a job left may be all that its owner has of it.
///
/// @param store a directory that hosts share; where there is none, the state lasts no longer than
///   the attempt
public record Checkpoints(Optional<Path> store) {
    private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

    /// Makes the folder of the allocation's state, unless an earlier attempt did.
    ///
    /// @return the folder as the host knows it; empty when the job wants none
    Optional<Path> prepare(Assignment assignment, AllocationFolder folder) throws IOException {
        if (assignment.getCheckpointPath().isEmpty()) return Optional.empty();
        Path place = folder.checkpoint();
        Files.deleteIfExists(place);
        if (store.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} asks for checkpoints, which last no longer than its attempt here: start this agent with --checkpoint-store=DIR, a directory that the hosts share",
                    assignment.getJobName());
            return Optional.of(Files.createDirectory(place));
        }
        Path kept = kept(store.get(), assignment.getCheckpointKey());
        try {
            Files.createDirectories(
                    kept,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new IOException(
                    "the checkpoint store %s cannot be written (%s): see that it is mounted and this agent's to write"
                            .formatted(store.get(), e),
                    e);
        }
        Files.createSymbolicLink(place, kept);
        return Optional.of(kept);
    }

    private static Path kept(Path store, String key) throws IOException {
        Path kept = store.resolve(key).normalize();
        if (key.isEmpty() || key.startsWith("/") || !kept.startsWith(store) || kept.equals(store)) {
            throw new IOException("\"%s\" names no folder of the checkpoint store".formatted(key));
        }
        return kept;
    }
}
