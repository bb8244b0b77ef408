package dev.meridian.verification.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Follows links from the first page on, until each page has been found that a link leads to.
public final class Crawl {

    /// What a person follows, and what a script of the page reads.
    private static final Pattern LINK =
            Pattern.compile("(?:<a\\b[^>]*?\\bhref|\\bdata-src)=\"(/[^\"#]*)");

    /// Where a form leads that asks before it changes anything, filled in.
    private static final String ORDERS = "/jobs/orders?order=cancel&every=true";

    private final Visitor visitor;
    private final List<PageRoute> routes;
    private final int most;

    /// @param most addresses that are taken for each route: filters and things of one kind are many
    public Crawl(Visitor visitor, List<PageRoute> routes, int most) {
        this.visitor = visitor;
        this.routes = routes;
        this.most = most;
    }

    /// @param more addresses to take beside those that are found
    /// @return by route, in the order of the table; empty where no link leads
    public Map<PageRoute, List<String>> addresses(Collection<String> more) {
        Map<PageRoute, List<String>> found = new LinkedHashMap<>();
        routes.forEach(route -> found.put(route, new ArrayList<>()));
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>();
        next.add("/");
        next.add(ORDERS);
        next.addAll(more);
        while (!next.isEmpty()) {
            String address = next.remove();
            List<String> taken = found.get(PageRoute.of(address, routes));
            if (taken == null || !seen.add(address)) {
                continue;
            }
            if (taken.size() < most || more.contains(address)) {
                taken.add(address);
                LINK.matcher(visitor.get(address).text())
                        .results()
                        .map(link -> link.group(1).replace("&amp;", "&"))
                        .forEach(next::add);
            }
        }
        return found;
    }
}
