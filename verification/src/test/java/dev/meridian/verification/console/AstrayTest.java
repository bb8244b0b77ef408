package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who mistypes an address, or follows a link to what is gone, gets a page with a way back.
class AstrayTest {

    private final Scene scene = Scene.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nodse",
                "/jobs/none",
                "/projects/none",
                "/console/none",
                "/webjars/none",
                "/favicon.ico/none"
            })
    void whatIsNotThereIsAPage(String address) {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            isNotThere(olga, address);
        }
    }

    @Test
    void whatIsGoneIsAPageToo() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            isNotThere(olga, "/nodes/" + UUID.randomUUID());
            Screenshots.take(olga.page(), "not-there", "light");
            Accessible.check(olga.page(), "light");
        }
    }

    private void isNotThere(Reader reader, String address) {
        Response answer =
                Objects.requireNonNull(
                        reader.page().navigate(scene.system().url().resolve(address).toString()));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(reader.main()).containsText("There is no such thing");
        assertThat(reader.link("Fleet").first()).isVisible();
    }
}
