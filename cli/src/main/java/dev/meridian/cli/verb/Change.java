package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.MeridianClient.Versioned;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Format;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The API replaces all settings of a thing at once. So we read them, change those that are named,
/// and give them back with the version that we read: what somebody else changed meanwhile is never
/// undone.
final class Change extends Verb {

    private static final int NOT_FOUND = 404;

    /// What a PUT takes, by kind.
    private static final Map<String, List<String>> SETTINGS =
            Map.of(
                    "regions", List.of("provider", "jurisdiction", "latitude", "longitude"),
                    "region-pairs", List.of("egressUsdPerGb", "latencyMs", "bandwidthMbps"),
                    "clusters", List.of("labels"),
                    "node-pools",
                            List.of(
                                    "labels",
                                    "taints",
                                    "spot",
                                    "pricePerHour",
                                    "relativeSpeed",
                                    "minNodes",
                                    "maxNodes"),
                    "projects",
                            List.of(
                                    "description",
                                    "defaultQueue",
                                    "ceilings",
                                    "residency",
                                    "checkpoints",
                                    "redundancy"),
                    "queues", List.of("parent", "weight", "quota", "borrowing", "suspended"),
                    "users", List.of("disabled", "grants", "password"));

    private final PositionalParamSpec kind =
            parameter(
                    0,
                    "1",
                    "KIND",
                    "region, region-pair, cluster, node-pool, project, queue or user.");
    private final PositionalParamSpec id =
            parameter(1, "1", "ID", "Its id or name; of a queue PROJECT/NAME, of a pair FROM/TO.");
    private final PositionalParamSpec fields =
            parameter(
                    2, "1..*", "FIELD=VALUE", "As the API has them; FIELD= takes a setting away.");

    private final OptionSpec propose = Proposed.flag(this);
    private final OptionSpec reason =
            option("TEXT", "Why, for the one who decides; with --propose.", "--reason");

    Change() {
        super(
                "meridian set region eu-west jurisdiction=EU latitude=53.3 longitude=-6.3",
                "meridian set region-pair eu-west/us-east egressUsdPerGb=0.02 latencyMs=80",
                "meridian set node-pool gpu pricePerHour=12.5 maxNodes=40",
                "meridian set project nlp checkpoints.uri=s3:nlp-checkpoints checkpoints.region=eu-west",
                "meridian set project nlp redundancy.regions=2 redundancy.mode=standby",
                "meridian set queue nlp/research suspended=true");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        Kind meant = Kinds.find(one(kind));
        List<String> settings = SETTINGS.get(meant.name());
        if (settings == null) {
            throw new Unusable(
                    "What has settings: "
                            + String.join(", ", SETTINGS.keySet().stream().sorted().toList())
                            + ".");
        }
        check(meant, settings);
        if (is(propose) && !meant.name().equals("queues")) {
            throw new Unusable("Only changes of queues can be proposed.");
        }
        MeridianClient client = session.client();
        String path = meant.path(one(id), client);
        Versioned before = before(meant, path, client);
        ObjectNode object = Json.object();
        for (String setting : settings) {
            JsonNode value = before.body().path(setting);
            if (!value.isMissingNode() && !value.isNull()) {
                object.set(setting, value);
            }
        }
        Fields.set(object, all(fields));
        if (is(propose)) {
            String why = "&reason=" + MeridianClient.encode(text(reason, ""));
            Proposed.tell(client.put(path + Proposed.QUERY + why, object), session);
            return Exit.DONE;
        }
        JsonNode now = client.put(path, object, before.etag());
        session.printer().list(List.of(now), meant.columns(), meant.id(), format(Format.TABLE));
        return Exit.DONE;
    }

    private void check(Kind meant, List<String> settings) {
        for (String pair : all(fields)) {
            String name = pair.split("[.=]", 2)[0];
            if (!settings.contains(name)) {
                throw new Unusable(
                        "A "
                                + meant.singular()
                                + " has no setting '"
                                + name
                                + "': it has "
                                + String.join(", ", settings)
                                + ".");
            }
        }
    }

    /// A region or a pair may be set before there is one.
    private static Versioned before(Kind meant, String path, MeridianClient client) {
        if (meant.name().equals("region-pairs")) {
            String pair = path.substring(path.indexOf('/', 1) + 1);
            return client.all("/region-pairs").stream()
                    .filter(each ->
                            (each.path("from").asString() + "/" + each.path("to").asString())
                                    .equals(pair))
                    .findFirst()
                    .map(each -> new Versioned(each, ""))
                    .orElse(new Versioned(Json.object(), ""));
        }
        try {
            return client.versioned(path);
        } catch (Refused refused) {
            if (refused.problem().status() == NOT_FOUND && meant.name().equals("regions")) {
                return new Versioned(Json.object(), "");
            }
            throw refused;
        }
    }
}
