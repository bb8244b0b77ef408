package dev.meridian.verification.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout whose programs are run.
public record Checkout(Path root) {

    /// From the working directory upwards, the folder with the license and all the modules.
    public static Checkout find() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve("LICENSE"))
                    && Files.isDirectory(folder.resolve("region-agent"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("started outside of a checkout of Meridian");
    }

    public Path controlPlaneJar() {
        return root.resolve("control-plane/target/control-plane.jar");
    }

    public Path agentLauncher() {
        return root.resolve("region-agent/bin/region-agent");
    }

    public Path agentJar() {
        return root.resolve("region-agent/target/region-agent.jar");
    }

    public boolean isBuilt() {
        return missing().isEmpty();
    }

    /// What a build has yet to make.
    public List<Path> missing() {
        return Stream.of(controlPlaneJar(), agentJar(), agentLauncher())
                .filter(file -> !Files.exists(file))
                .toList();
    }
}
