package dev.meridian.agent.run.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Keeps files for the hosts of a project. Places are relative paths of plain names.
///
/// A message of what it throws is a sentence for the job's owner, and holds no credentials.
interface Store {
    /// Names right below a place; empty where there is no such place.
    List<String> list(String place, Pace pace) throws IOException;

    String read(String place, Pace pace) throws IOException;

    /// A small file, of which no reader sees a part.
    void write(String place, String text, Pace pace) throws IOException;

    /// Makes a folder of the store equal to this one, which nobody else writes to.
    void put(Path tree, String place, Pace pace) throws IOException;

    /// The other way round, into an empty folder.
    void fetch(String place, Path tree, Pace pace) throws IOException;

    /// A file or a whole folder; what is not there is gone already.
    void remove(String place, Pace pace) throws IOException;
}
