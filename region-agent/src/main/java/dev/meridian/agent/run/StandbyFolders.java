package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.run.checkpoint.Ahead;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Where standbys keep what they have fetched: `standbys/ALLOCATION` of the data directory.
public record StandbyFolders(Path dataDir) {

    /// @throws IllegalArgumentException when the allocation's id is none
    Ahead of(Assignment work) {
        Path place = root().resolve(work.getAllocationId()).normalize();
        if (!root().equals(place.getParent())) {
            throw new IllegalArgumentException(
                    "\"%s\" names no allocation".formatted(work.getAllocationId()));
        }
        return new Ahead(place);
    }

    private Path root() {
        return dataDir.resolve("standbys");
    }

    /// Removes what was kept for others than these allocations.
    void keepOnly(Set<String> allocations) throws IOException {
        if (!Files.isDirectory(root())) return;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root())) {
            for (Path one : all) {
                if (!allocations.contains(one.getFileName().toString())) new Ahead(one).remove();
            }
        }
    }
}
