package dev.meridian.controlplane.console;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Whatever stands in an address, a page answers it: with what it asks for, or with why not; and it
/// never becomes a part of the page but as text.
@MeridianTest
class HostileParametersTest {
    private static final String SCRIPT = "\"'><script>alert(1)</script>";

    private static final List<String> ADDRESSES =
            List.of(
                    "/nodes?region=",
                    "/nodes?text=",
                    "/nodes?sort=",
                    "/nodes?cursor=",
                    "/nodes?measure=",
                    "/nodes/heat?label=",
                    "/nodes/named?cluster=x&name=",
                    "/nodes/" + new UUID(0, 1) + "/series?range=",
                    "/queue?project=",
                    "/queue?queue=",
                    "/queue?reason=",
                    "/queue?cursor=",
                    "/jobs?text=",
                    "/jobs?project=",
                    "/jobs?submitter=",
                    "/jobs?state=",
                    "/jobs?cursor=",
                    "/jobs/orders?every=true&order=cancel&text=",
                    "/jobs/orders?order=",
                    "/events?kind=",
                    "/events?project=",
                    "/events?job=",
                    "/events?from=",
                    "/events?cursor=",
                    "/approvals?kind=",
                    "/approvals?state=",
                    "/approvals?cursor=",
                    "/projects?q=",
                    "/projects/",
                    "/audit?who=",
                    "/audit?what=",
                    "/audit?object=",
                    "/audit?project=",
                    "/audit?from=",
                    "/audit?cursor=",
                    "/tokens?user=",
                    "/tokens?made=",
                    "/users?q=",
                    "/submit?template=",
                    "/submit?from=",
                    "/sign-in?to=",
                    "/failover?x=");

    @Autowired Api api;
    @Autowired Home home;

    @Test
    void noParameterBreaksAPage() {
        Browser admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        var softly = new SoftAssertions();
        for (String address : ADDRESSES) {
            for (String value : List.of("a\0b", SCRIPT, "x".repeat(3_000), "%", "{a}", "-1", "")) {
                if (!address.contains("?") && value.indexOf('\0') >= 0) {
                    continue;
                }
                var answer =
                        admin.get(
                                address
                                        + URLEncoder.encode(value, StandardCharsets.UTF_8)
                                                .replace("+", "%20"));
                softly.assertThat(answer.status()).as(address + value).isLessThan(500);
                softly.assertThat(answer.text()).as(address).doesNotContain("<script>alert");
            }
        }
        for (String path :
                List.of(
                        "/api/v1/jobs?name=",
                        "/api/v1/events?kind=",
                        "/api/v1/audit?who=",
                        "/api/v1/approvals?kind=",
                        "/api/v1/nodes?text=",
                        "/api/v1/queues?project=")) {
            softly.assertThat(api.get(path + "a%00b").status()).as(path).isLessThan(500);
        }
        softly.assertAll();
    }
}
