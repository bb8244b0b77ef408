package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/// What axe-core finds on a page.
///
/// It is run in the page itself, and tells nothing but what is too bad: `AxeBuilder` opens a second
/// page for each look and carries all that is well out of it, which took most of the time of these
/// tests.
final class Accessible {

    private static final String LOOK =
            """
            async (rules) => {
              const runOnly = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
              const {violations} = await axe.run(document,
                  {...runOnly, resultTypes: ['violations'], preload: false});
              return violations
                .filter(rule => ['serious', 'critical'].includes(rule.impact))
                .map(rule => `${rule.id} (${rule.help}): ` + rule.nodes.slice(0, 5)
                    .map(node => `${node.target} ${node.html}`).join(' · '));
            }
            """;

    /// What depends on colours: the rest of a page is the same in other ones.
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private Accessible() {}

    static void check(Page page, String look) {
        check(page, look, List.of());
    }

    static void checkColours(Page page, String look) {
        check(page, look, OF_COLOURS);
    }

    private static void check(Page page, String look, List<String> rules) {
        if (Boolean.TRUE.equals(page.evaluate("typeof axe === 'undefined'"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        Object found = page.evaluate(LOOK, rules);
        assertThat((List<?>) found).as("accessibility of %s, %s", page.url(), look).isEmpty();
    }
}
