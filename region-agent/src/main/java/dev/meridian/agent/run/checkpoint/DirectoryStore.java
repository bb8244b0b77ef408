package dev.meridian.agent.run.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A directory that the hosts share, or that several agents of one host do. It must be there: one
/// that is made by itself would be an unmounted one's place.
record DirectoryStore(Path root) implements Store {
    private Path at(String place) throws IOException {
        Path path = root.resolve(place).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IOException("\"%s\" names no place in a store".formatted(place));
        }
        if (!Files.isDirectory(root)) {
            throw new IOException(
                    "there is no directory %s on this node: mount the checkpoint store there"
                            .formatted(root));
        }
        return path;
    }

    private static Path folder(Path path) throws IOException {
        return Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public List<String> list(String place, Pace pace) throws IOException {
        pace.goOn();
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(at(place))) {
            for (Path one : all) names.add(one.getFileName().toString());
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
        return names;
    }

    @Override
    public String read(String place, Pace pace) throws IOException {
        pace.goOn();
        return Files.readString(at(place));
    }

    @Override
    public void write(String place, String text, Pace pace) throws IOException {
        pace.goOn();
        Path file = at(place);
        folder(file.resolveSibling(""));
        Path draft = file.resolveSibling("." + file.getFileName());
        try (FileChannel out =
                FileChannel.open(
                        draft,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void put(Path tree, String place, Pace pace) throws IOException {
        Path folder = at(place);
        folder(folder.resolveSibling(""));
        Trees.remove(folder);
        Trees.copy(tree, folder, true, pace);
    }

    @Override
    public void fetch(String place, Path tree, Pace pace) throws IOException {
        Trees.copy(at(place), tree, false, pace);
    }

    @Override
    public void remove(String place, Pace pace) throws IOException {
        pace.goOn();
        Trees.remove(at(place));
    }
}
