package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "Tell whether and where a job would fit; submits nothing.",
        mixinStandardHelpOptions = true)
final class PlanCommand extends Talk implements Callable<Integer> {

    @Mixin private SpecFile spec;

    @Override
    public Integer call() throws IOException {
        try (MeridianClient client = client()) {
            Documents.print(client.plan(spec.text()), out());
            return 0;
        }
    }
}
