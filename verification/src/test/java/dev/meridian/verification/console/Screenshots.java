package dev.meridian.verification.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import dev.meridian.verification.local.Checkout;
import java.nio.file.Path;

/// Pictures of pages, kept for people to look at: `verification/target/screenshots`.
final class Screenshots {

    private static final Path FOLDER =
            Checkout.find().root().resolve("verification/target/screenshots");

    private Screenshots() {}

    /// @param look as `dark` or `phone`
    static void take(Page page, String name, String look) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(FOLDER.resolve(look).resolve(name + ".png"))
                        // a hidden caret is a style in the page, of which its policy complains
                        .setCaret(ScreenshotCaret.INITIAL)
                        .setFullPage(true));
    }

    /// A file name for an address.
    static String name(String address) {
        String plain =
                address.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "one")
                        .replaceAll("[^A-Za-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "fleet" : plain;
    }
}
