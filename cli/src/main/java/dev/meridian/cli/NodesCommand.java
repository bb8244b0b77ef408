package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "nodes",
        description = "List the nodes of the fleet.",
        mixinStandardHelpOptions = true)
final class NodesCommand extends Talk implements Callable<Integer> {

    @Override
    public Integer call() {
        try (MeridianClient client = client()) {
            var table = new Table("ID", "NAME", "REGION", "CLUSTER", "STATE");
            for (JsonNode node : client.all("/nodes")) {
                table.row(
                        node.path("id").asString(""),
                        node.path("name").asString(""),
                        node.path("region").asString(""),
                        node.path("cluster").asString(""),
                        node.path("state").asString(""));
            }
            table.print(out());
            return 0;
        }
    }
}
