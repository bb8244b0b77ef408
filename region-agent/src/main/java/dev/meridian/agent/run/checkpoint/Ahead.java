package dev.meridian.agent.run.checkpoint;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A copy of a state that was fetched before anybody begins with it. It lies under the name of its
/// generation, so that what it is needs no note, and is there as a whole or not at all.
///
/// @param root its folder, which need not exist
public record Ahead(Path root) {
    private static final String DRAFT = ".draft";

    /// Fetches into an empty folder.
    interface Fetch {
        void into(Path folder) throws IOException;
    }

    /// Has this copy, and no other, whatever it had before.
    void keep(Mark mark, Fetch fetch) throws IOException {
        Path place = root.resolve(mark.data());
        if (!Files.isDirectory(place)) {
            Path draft = root.resolve(DRAFT);
            Trees.remove(draft);
            Files.createDirectories(draft);
            fetch.into(draft);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path one : all) if (!one.equals(place)) Trees.remove(one);
        }
    }

    /// Moves this copy into an empty folder.
    ///
    /// @return false: it is not here, and the folder is empty still
    boolean take(Mark mark, Path into) throws IOException {
        Path place = root.resolve(mark.data());
        if (!Files.isDirectory(place)) return false;
        Trees.Size size = Trees.size(place);
        if (size.files() != mark.files() || size.bytes() != mark.bytes()) return false;
        try {
            Files.move(
                    place,
                    into,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException | AtomicMoveNotSupportedException _) {
            return false;
        }
    }

    /// Nobody will begin with it here.
    public void remove() throws IOException {
        Trees.remove(root);
    }
}
