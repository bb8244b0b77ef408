package dev.meridian.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The contexts of a user and which one is in use, in a file of JSON.
///
/// @param current name of the one in use; empty: none
public record Contexts(Path file, String current, SortedMap<String, Context> all) {

    /// `MERIDIAN_CONFIG`; else `cli.json` under `MERIDIAN_HOME` where that is set, so that a system
    /// of its own has contexts of its own; else under the user's configuration.
    public static Path file(Map<String, String> environment) {
        String named = environment.get("MERIDIAN_CONFIG");
        String home = environment.get("MERIDIAN_HOME");
        String config = environment.get("XDG_CONFIG_HOME");
        if (named != null) {
            return Path.of(named);
        }
        if (home != null) {
            return Path.of(home, "cli.json");
        }
        String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return (config == null ? Path.of(user, ".config") : Path.of(config))
                .resolve("meridian/cli.json");
    }

    /// None where there is no file.
    public static Contexts read(Map<String, String> environment) {
        Path file = file(environment);
        SortedMap<String, Context> all = new TreeMap<>();
        try {
            JsonNode root = Json.read(Files.readAllBytes(file));
            for (var field : root.path("contexts").properties()) {
                JsonNode each = field.getValue();
                all.put(
                        field.getKey(),
                        new Context(
                                field.getKey(),
                                each.path("url").asString(""),
                                each.path("tokenFile").asString(""),
                                each.path("project").asString("")));
            }
            return new Contexts(file, root.path("current").asString(""), all);
        } catch (NoSuchFileException _) {
            return new Contexts(file, "", all);
        } catch (IOException | JacksonException e) {
            throw new Unusable(
                    "The contexts in "
                            + file
                            + " cannot be read ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "): mend the file or delete it.");
        }
    }

    /// The one that was asked for, or that the environment names, or that is in use.
    static Optional<Context> chosen(@Nullable String asked, Map<String, String> environment) {
        String named = asked == null ? environment.get("MERIDIAN_CONTEXT") : asked;
        if (named == null && environment.containsKey("MERIDIAN_URL")) {
            return Optional.empty();
        }
        Contexts contexts = read(environment);
        String name = named == null ? contexts.current() : named;
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(contexts.get(name));
    }

    /// @throws Unusable when there is none of this name
    public Context get(String name) {
        Context found = all.get(name);
        if (found == null) {
            throw new Unusable(
                    "There is no context '"
                            + name
                            + "' in "
                            + file
                            + (all.isEmpty()
                                    ? "; make it with 'meridian context set "
                                            + name
                                            + " --url URL'."
                                    : "; there are: " + String.join(", ", all.keySet()) + "."));
        }
        return found;
    }

    public Contexts with(Context context) {
        SortedMap<String, Context> more = new TreeMap<>(all);
        more.put(context.name(), context);
        return new Contexts(file, current, more);
    }

    public Contexts without(String name) {
        get(name);
        SortedMap<String, Context> fewer = new TreeMap<>(all);
        fewer.remove(name);
        return new Contexts(file, current.equals(name) ? "" : current, fewer);
    }

    public Contexts using(String name) {
        return new Contexts(file, get(name).name(), all);
    }

    /// Whole or not at all.
    public void save() {
        ObjectNode root = Json.object();
        if (!current.isEmpty()) {
            root.put("current", current);
        }
        ObjectNode contexts = root.putObject("contexts");
        all.forEach((name, context) ->
                contexts.putObject(name)
                        .put("url", context.url())
                        .put("tokenFile", context.tokenFile())
                        .put("project", context.project()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "cli", ".json");
            Files.writeString(fresh, Json.pretty(root));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Unusable("The contexts cannot be written to " + file + ": " + e.getMessage());
        }
    }
}
