package dev.meridian.verification.console;

import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A route of the console that shows a page, such as `/jobs/{id}`.
public record PageRoute(String path) {

    private static final Pattern LISTED = Pattern.compile("\\(GET, \"(/[^\"]*)\"");
    private static final Path TABLE =
            Path.of("control-plane/src/main/java/dev/meridian/controlplane/console/access");

    /// All that the console's own table of routes lists, so that a new page is not forgotten.
    /// Streams and files are no pages.
    public static List<PageRoute> all(Checkout checkout) {
        try (Stream<Path> files = Files.walk(checkout.root().resolve(TABLE))) {
            return files.filter(file -> file.getFileName().toString().startsWith("ConsoleRoutes"))
                    .map(PageRoute::text)
                    .flatMap(text -> LISTED.matcher(text).results())
                    .map(found -> new PageRoute(found.group(1)))
                    .filter(PageRoute::isPage)
                    .distinct()
                    .sorted(Comparator.comparing(PageRoute::path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isPage() {
        return !path.endsWith("/live")
                && !path.endsWith("/**")
                && !path.endsWith(".ico")
                && !path.equals("/sign-in");
    }

    /// @param address with or without a query
    boolean leadsTo(String address) {
        String asked = address.replaceAll("[?#].*", "");
        return Pattern.matches(path.replaceAll("\\{[^}]*}", "[^/]+"), asked);
    }

    /// What is spelled out is nearer than what is filled in: `/jobs/new` is not a `/jobs/{id}`.
    private int places() {
        return path.length() - path.replace("{", "").length();
    }

    static PageRoute of(String address, List<PageRoute> routes) {
        return routes.stream()
                .filter(route -> route.leadsTo(address))
                .min(Comparator.comparingInt(PageRoute::places))
                .orElse(new PageRoute(""));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
