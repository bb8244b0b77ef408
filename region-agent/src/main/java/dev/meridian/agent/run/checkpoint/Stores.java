package dev.meridian.agent.run.checkpoint;

import dev.meridian.agent.protocol.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Opens what a project names as its store: `/mnt/x` or `file:/mnt/x` is a directory, all else is
/// rclone's. `s3:bucket/folder` is its backend of that name with the settings that come along,
/// `rclone:NAME:folder` a remote that the host's own configuration knows.
final class Stores {
    private static final String FILE = "file:";
    private static final String CONFIGURED = "rclone:";
    private static final String REMOTE = "checkpoints";
    private static final Pattern BACKEND = Pattern.compile("[a-z0-9]{1,30}:.*", Pattern.DOTALL);

    private Stores() {}

    /// @param environment of the agent, in which rclone is looked for
    static Store open(CheckpointStore wish, Map<String, String> environment) throws IOException {
        Optional<Path> directory = directory(wish.getUri());
        if (directory.isPresent()) return new DirectoryStore(directory.get());
        Path program =
                Rclone.find(environment)
                        .orElseThrow(() ->
                                new IOException(
                                        "the checkpoint store %s needs rclone, which is not on this node: `apt-get install rclone` puts it in place, or name it to the agent in MERIDIAN_RCLONE"
                                                .formatted(wish.getUri())));
        if (wish.getUri().startsWith(CONFIGURED)) {
            String remote = wish.getUri().substring(CONFIGURED.length());
            return new RcloneStore(new Rclone(program, Map.of()), remote, wish.getUri());
        }
        if (!BACKEND.matcher(wish.getUri()).matches()) {
            throw new IOException(
                    "\"%s\" names no checkpoint store: write it as file:/mnt/checkpoints, s3:bucket/folder or another backend of rclone's"
                            .formatted(wish.getUri()));
        }
        String[] parts = wish.getUri().split(":", 2);
        return new RcloneStore(
                new Rclone(program, options(parts[0], wish.getSettingsMap())),
                REMOTE + ":" + parts[1],
                wish.getUri());
    }

    static Optional<Path> directory(String uri) {
        String path = uri.startsWith(FILE) ? uri.substring(FILE.length()) : uri;
        return path.startsWith("/")
                ? Optional.of(Path.of(path.replaceFirst("^/+", "/")).normalize())
                : Optional.empty();
    }

    private static Map<String, String> options(String backend, Map<String, String> settings) {
        Map<String, String> options = new HashMap<>();
        options.put(Rclone.CONFIG, "/dev/null"); // the host's own has no say here
        String prefix = Rclone.CONFIG + "_" + REMOTE.toUpperCase(Locale.ROOT) + "_";
        options.put(prefix + "TYPE", backend);
        settings.forEach((name, value) ->
                options.put(prefix + name.toUpperCase(Locale.ROOT).replace('-', '_'), value));
        return options;
    }
}
