package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Format;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints the token alone on standard output; the command for the new host is talk.
final class JoinTokenCreate extends Verb {

    private final OptionSpec region =
            option(
                    "REGION",
                    "Where the host is; made at registration when it is new.",
                    "-r",
                    "--region");
    private final OptionSpec cluster =
            option("CLUSTER", "Likewise; 'default' without.", "-c", "--cluster");
    private final OptionSpec pool = option("POOL", "Likewise; 'default' without.", "--pool");
    private final OptionSpec lasts =
            option("TIME", "Good for so long; 15m at most and without.", "--valid");

    JoinTokenCreate() {
        super("meridian join-token create --region eu-west --cluster dublin-1");
        talks();
        prints(Format.NAME);
    }

    @Override
    int run(Session session) {
        String place = text(region);
        if (place == null) {
            throw new Unusable("Say in which --region the host is.");
        }
        ObjectNode wanted =
                Json.object().put("region", place).put("cluster", text(cluster, "default"));
        String own = text(pool);
        if (own != null) {
            wanted.put("pool", own);
        }
        String span = text(lasts);
        if (span != null) {
            Instant now = session.printer().now();
            wanted.put("validSeconds", Duration.between(now, Spans.time(span, now)).toSeconds());
        }
        JsonNode made = session.client().post("/join-tokens", wanted);
        Format format = format(Format.NAME);
        if (format == Format.JSON || format == Format.YAML) {
            session.printer().object(made, format);
            return Exit.DONE;
        }
        String token = made.path("token").asString();
        session.out().println(token);
        session.say(
                "On the new host, until "
                        + dev.meridian.cli.output.Cells.time(made.path("expiresAt"))
                        + ":\n  region-agent --control-plane="
                        + session.client().connection().url().getHost()
                        + ":9090 --region="
                        + made.path("region").asString()
                        + " --cluster="
                        + made.path("cluster").asString()
                        + " --pool="
                        + made.path("pool").asString("default")
                        + " --data-dir=/var/lib/meridian-agent --join-token="
                        + token);
        return Exit.DONE;
    }
}
