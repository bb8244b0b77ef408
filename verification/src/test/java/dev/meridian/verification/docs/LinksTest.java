package dev.meridian.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every page of the docs points at what is there; where a link names a method, the file has it.
class LinksTest {

    private static final Path ROOT = Checkout.find().root();
    private static final Pattern LINK =
            Pattern.compile("\\[([^\\]]+)]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern METHOD =
            Pattern.compile("`?(?:\\w+/)*[A-Z]\\w+\\.([a-z]\\w*)(?:\\([^)]*\\))?`?");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            links(page)
                    .filter(link -> !Files.exists(page.resolveSibling(link.group(2))))
                    .forEach(link -> broken.add(ROOT.relativize(page) + " -> " + link.group(2)));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsFoundFromTheFirst() throws IOException {
        Set<Path> found = new HashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(ROOT.resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.pop();
            if (found.add(page)) {
                links(page)
                        .map(link -> page.resolveSibling(link.group(2)).normalize())
                        .filter(each -> each.toString().endsWith(".md"))
                        .forEach(next::push);
            }
        }
        assertThat(pages())
                .filteredOn(page -> !page.startsWith(ROOT.resolve("docs/adr")))
                .allMatch(found::contains);
    }

    @Test
    void everyMethodThatALinkNamesIsInItsFile() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    links(page).filter(each -> each.group(2).endsWith(".java")).toList()) {
                var method = METHOD.matcher(link.group(1));
                Path file = page.resolveSibling(link.group(2));
                if (method.matches() && Files.exists(file) && !declares(file, method.group(1))) {
                    missing.add(ROOT.relativize(page) + " names " + link.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aJobTravelsByTwelveStops() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/how-a-job-travels.md"));
        List<String> stops = page.lines().filter(line -> line.matches("\\d+\\. .*")).toList();
        assertThat(stops).hasSize(12).allMatch(stop -> LINK.matcher(stop).find());
    }

    private static boolean declares(Path file, String method) throws IOException {
        return Pattern.compile("[\\w>\\]] " + method + "\\(")
                .matcher(Files.readString(file))
                .find();
    }

    private static Stream<MatchResult> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page)).results();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}
