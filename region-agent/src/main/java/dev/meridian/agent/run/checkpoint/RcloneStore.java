package dev.meridian.agent.run.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Any store that rclone reaches.
///
/// @param root the remote and the folder in it, as `checkpoints:bucket/folder`
/// @param shown the same as the project's owner wrote it
record RcloneStore(Rclone rclone, String root, String shown) implements Store {
    private static final int NO_SUCH_FOLDER = 3;
    private static final int NO_SUCH_FILE = 4;

    private String at(String place) {
        return root.endsWith(":") || root.endsWith("/") ? root + place : root + "/" + place;
    }

    private String done(Rclone.Answer answer) throws IOException {
        if (answer.code() != 0) {
            throw new IOException(
                    "the checkpoint store %s: %s (rclone ended with %d)"
                            .formatted(shown, answer.said(), answer.code()));
        }
        return answer.out();
    }

    @Override
    public List<String> list(String place, Pace pace) throws IOException {
        Rclone.Answer answer = rclone.run(pace, "", "lsf", at(place));
        if (answer.code() == NO_SUCH_FOLDER) return List.of();
        return done(answer)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.endsWith("/") ? line.substring(0, line.length() - 1) : line)
                .toList();
    }

    @Override
    public String read(String place, Pace pace) throws IOException {
        return done(rclone.run(pace, "", "cat", at(place)));
    }

    @Override
    public void write(String place, String text, Pace pace) throws IOException {
        done(rclone.run(pace, text, "rcat", at(place)));
    }

    /// What an earlier try left there goes.
    @Override
    public void put(Path tree, String place, Pace pace) throws IOException {
        String limit = pace.bytesPerSecond() == 0 ? "off" : pace.bytesPerSecond() + "B";
        done(rclone.run(pace, "", "sync", tree.toString(), at(place), "--bwlimit", limit));
    }

    @Override
    public void fetch(String place, Path tree, Pace pace) throws IOException {
        done(rclone.run(pace, "", "copy", at(place), tree.toString()));
    }

    @Override
    public void remove(String place, Pace pace) throws IOException {
        Rclone.Answer answer = rclone.run(pace, "", "purge", at(place));
        if (answer.code() == 0 || answer.code() == NO_SUCH_FOLDER) return;
        Rclone.Answer file = rclone.run(pace, "", "deletefile", at(place));
        if (file.code() != NO_SUCH_FOLDER && file.code() != NO_SUCH_FILE) done(file);
    }
}
