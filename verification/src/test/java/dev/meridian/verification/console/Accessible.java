package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/// What axe-core finds on a page.
final class Accessible {

    private static final List<String> TOO_BAD = List.of("serious", "critical");

    /// What depends on colours: the rest of a page is the same in other ones.
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private Accessible() {}

    static void check(Page page, String look) {
        check(new AxeBuilder(page), page, look);
    }

    static void checkColours(Page page, String look) {
        check(new AxeBuilder(page).withRules(OF_COLOURS), page, look);
    }

    private static void check(AxeBuilder axe, Page page, String look) {
        List<String> found =
                axe.analyze().getViolations().stream()
                        .filter(rule -> TOO_BAD.contains(rule.getImpact()))
                        .map(Accessible::told)
                        .toList();
        assertThat(found).as("accessibility of %s, %s", page.url(), look).isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId()
                + " ("
                + rule.getHelp()
                + "): "
                + rule.getNodes().stream()
                        .limit(5)
                        .map(node -> node.getTarget() + " " + node.getHtml())
                        .collect(Collectors.joining(" · "));
    }
}
