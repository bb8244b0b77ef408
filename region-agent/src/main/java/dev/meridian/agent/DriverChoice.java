package dev.meridian.agent;

import dev.meridian.agent.run.Driver;
import dev.meridian.agent.run.ProcessDriver;
import dev.meridian.agent.run.SandboxCheck;
import dev.meridian.agent.run.SandboxDriver;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Which of the wished drivers this host can offer.
final class DriverChoice {
    private static final Logger LOG = System.getLogger(DriverChoice.class.getName());

    private DriverChoice() {}

    static List<Driver> offered(AgentSettings settings) {
        List<Driver> offered = new ArrayList<>();
        for (String wish : settings.drivers()) {
            switch (wish) {
                case "process" -> offered.add(new ProcessDriver());
                case "sandbox" -> sandbox(settings).ifPresent(offered::add);
                default ->
                        throw new IllegalArgumentException(
                                "--drivers knows sandbox and process, not \"" + wish + "\"");
            }
        }
        return offered;
    }

    private static Optional<Driver> sandbox(AgentSettings settings) {
        Optional<String> obstacle = SandboxCheck.obstacle();
        obstacle.ifPresent(sentence -> LOG.log(Level.WARNING, sentence));
        if (obstacle.isPresent()) return Optional.empty();
        boolean asRoot = "root".equals(System.getProperty("user.name"));
        return Optional.of(
                new SandboxDriver(
                        new SandboxDriver.Host(
                                asRoot, hidden(settings, asRoot), settings.shared())));
    }

    /// Homes, sockets of the system's services, and everything of Meridian's own: also the home of
    /// a control plane that keeps its agents' data below itself, as a trial on one host does.
    private static List<Path> hidden(AgentSettings settings, boolean asRoot) {
        String home = System.getenv("MERIDIAN_HOME");
        Stream<String> places =
                Stream.of("/root", "/home", "/run", System.getProperty("user.home"), home);
        Stream<Path> ours =
                Stream.iterate(settings.dataDir(), Objects::nonNull, Path::getParent)
                        .filter(place ->
                                place.equals(settings.dataDir())
                                        || Files.exists(place.resolve("admin-token")));
        return Stream.of(
                        settings.checkpointStore().stream(),
                        places.filter(place -> place != null && place.startsWith("/"))
                                .map(Path::of),
                        ours,
                        asRoot ? closedAbove(settings.dataDir()) : Stream.<Path>of())
                .flatMap(paths -> paths)
                .filter(place -> place.getNameCount() > 0)
                .distinct()
                .sorted(Comparator.comparingInt(Path::getNameCount))
                .toList();
    }

    /// Folders above ours that shut others out: a task that has become `nobody` could not pass them
    /// on the way to its working directory, so each is replaced by an empty one.
    private static Stream<Path> closedAbove(Path dataDir) {
        return Stream.iterate(dataDir.getParent(), Objects::nonNull, Path::getParent)
                .filter(folder -> !isOpen(folder));
    }

    private static boolean isOpen(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder)
                    .contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException _) {
            return false;
        }
    }
}
