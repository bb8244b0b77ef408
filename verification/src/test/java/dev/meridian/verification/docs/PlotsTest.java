package dev.meridian.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/// The pictures that `make forecast-plots` draws are sound, small and used.
class PlotsTest {
    private static final Path PAGES = Checkout.find().root().resolve("docs/explanation");
    private static final int LARGEST = 60_000;

    @Test
    void eachIsSmallXmlWithATitleAndLoadsNothing() throws Exception {
        for (Path plot : plots()) {
            String svg = Files.readString(plot);
            assertThat(svg).as(plot.toString()).hasSizeLessThan(LARGEST).doesNotContain("url(");
            var parsed =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(Files.newInputStream(plot));
            assertThat(parsed.getElementsByTagName("title").getLength()).isEqualTo(1);
            assertThat(parsed.getElementsByTagName("desc").item(0).getTextContent())
                    .as("the source in %s", plot)
                    .contains("Source");
        }
    }

    @Test
    void eachIsShownOnAPage() throws IOException {
        String pages =
                Files.readString(PAGES.resolve("forecasting.md"))
                        + Files.readString(PAGES.resolve("prediction.md"));
        for (Path plot : plots()) {
            assertThat(pages).contains("](images/" + plot.getFileName() + ")");
        }
    }

    private static List<Path> plots() throws IOException {
        try (Stream<Path> files = Files.list(PAGES.resolve("images"))) {
            List<Path> plots = files.filter(each -> each.toString().endsWith(".svg")).toList();
            assertThat(plots).isNotEmpty();
            return plots;
        }
    }
}
