package dev.meridian.cli.verb;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Column;
import java.util.List;
import java.util.Set;

/// A kind of thing that the API lists.
///
/// @param name as the API has it, `node-pools`
/// @param id the field with which one is named in a path
/// @param filters of the list, as the API has them
/// @param single whether one can be asked for by itself
record Kind(String name, String id, Set<String> filters, boolean single, List<Column> columns) {

    /// Things that the API names by id while people name them by name.
    private static final Set<String> IDENTIFIED =
            Set.of("clusters", "node-pools", "users", "tokens");

    String path() {
        return "/" + name;
    }

    String singular() {
        return name.substring(0, name.length() - 1);
    }

    /// Of one of them.
    ///
    /// @param text its id or its name; of a queue PROJECT/NAME, of a pair FROM/TO
    String path(String text, MeridianClient client) {
        String found =
                switch (name) {
                    case "jobs" -> Named.job(text, client);
                    case "nodes" -> Named.node(text, client);
                    default ->
                            IDENTIFIED.contains(name)
                                    ? Named.of(singular(), path(), text, client)
                                    : text;
                };
        return path() + "/" + MeridianClient.encode(found).replace("%2F", "/");
    }
}
