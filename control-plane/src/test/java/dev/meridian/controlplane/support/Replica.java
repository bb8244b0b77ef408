package dev.meridian.controlplane.support;

import dev.meridian.controlplane.ControlPlane;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// A second control plane on the database of the one under test; its loops are turned by hand.
public final class Replica {
    private Replica() {}

    public static ConfigurableApplicationContext beside(Environment here, Path home) {
        return new SpringApplicationBuilder(ControlPlane.class)
                .run(
                        "--spring.datasource.url="
                                + here.getRequiredProperty("spring.datasource.url"),
                        "--spring.datasource.hikari.minimum-idle=0",
                        "--meridian.home=" + home,
                        "--meridian.agents.port=0",
                        "--meridian.loops.enabled=false",
                        "--server.port=0");
    }
}
