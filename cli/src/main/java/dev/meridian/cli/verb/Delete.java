package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Unusable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Prints what is gone.
final class Delete extends Verb {

    private static final List<String> CAN =
            List.of("projects", "queues", "users", "tokens", "join-tokens");

    private final @Nullable String fixed;
    private final @Nullable PositionalParamSpec kind;
    private final PositionalParamSpec ids;

    Delete() {
        this(null);
    }

    /// @param fixed the kind; null: it is the first parameter
    Delete(@Nullable String fixed) {
        this.fixed = fixed;
        kind =
                fixed == null
                        ? parameter(0, "1", "KIND", "project, queue, user, token or join-token.")
                        : null;
        ids =
                parameter(
                        fixed == null ? 1 : 0,
                        "1..*",
                        "ID",
                        "Ids or names; of a queue PROJECT/NAME.");
        talks();
    }

    @Override
    int run(Session session) {
        Kind meant = Kinds.find(fixed == null && kind != null ? one(kind) : String.valueOf(fixed));
        if (!CAN.contains(meant.name())) {
            throw new Unusable("What can be deleted: " + String.join(", ", CAN) + ".");
        }
        for (String id : all(ids)) {
            session.client().delete(meant.path(id, session.client()));
            session.out().println(id);
        }
        return Exit.DONE;
    }
}
