package dev.meridian.controlplane.support;

import dev.meridian.controlplane.ControlPlane;
import dev.meridian.controlplane.kernel.Home;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// A second control plane on the database of the one under test, with its key; its loops are turned
/// by hand.
public final class Replica {
    private Replica() {}

    public static ConfigurableApplicationContext beside(Environment here, Path home) {
        String key =
                new Home(Path.of(here.getRequiredProperty("meridian.home")))
                        .read("secret-key")
                        .orElseThrow();
        return new SpringApplicationBuilder(ControlPlane.class)
                .run(
                        "--spring.datasource.url="
                                + here.getRequiredProperty("spring.datasource.url"),
                        "--spring.datasource.hikari.minimum-idle=0",
                        "--meridian.home=" + home,
                        "--meridian.secret-key=" + key,
                        "--meridian.agents.port=0",
                        "--meridian.loops.enabled=false",
                        "--server.port=0");
    }
}
