package dev.meridian.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A control plane under a name of the user's own.
///
/// @param tokenFile where its token lies; empty: none is known
/// @param project meant where none is named; may be empty
public record Context(String name, String url, String tokenFile, String project) {

    String said() {
        return "from the context '" + name + "'";
    }

    Optional<Sourced> token() {
        if (tokenFile.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(tokenFile);
        try {
            return Optional.of(
                    new Sourced(
                            Files.readString(file).strip(),
                            file + " of the context '" + name + "'"));
        } catch (IOException e) {
            throw new Unusable(
                    "The token of the context '"
                            + name
                            + "' cannot be read from "
                            + file
                            + ": write it there, or name another file with 'meridian context set "
                            + name
                            + " --token-file FILE'.");
        }
    }
}
