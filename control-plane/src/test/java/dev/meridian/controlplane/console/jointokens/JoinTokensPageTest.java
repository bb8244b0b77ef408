package dev.meridian.controlplane.console.jointokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.projects.JoinTokens;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest
class JoinTokensPageTest {
    private static final Pattern COMMAND =
            Pattern.compile(
                    "region-agent/bin/region-agent --control-plane=localhost:(\\d+) --region=eu-west --cluster=dublin-1"
                            + " --pool=h100 --data-dir=/var/lib/meridian-agent --join-token=(mrj_[A-Za-z0-9_-]{43}\\.[0-9a-f]{64})");

    @Autowired Api api;
    @Autowired Home home;
    @Autowired JoinTokens tokens;
    @Autowired Clock clock;

    @Test
    void theCommandForAHostIsShownOnceWithTheFingerprintOfTheAuthority() {
        Browser operator = People.as(api, "olga", "operator");
        assertThat(operator.get("/join-tokens").text())
                .contains("No host is on its way", "meridian join-token create");
        var sent =
                operator.post(
                        "/join-tokens",
                        Map.of(
                                "region",
                                "eu-west",
                                "cluster",
                                "dublin-1",
                                "pool",
                                "h100",
                                "minutes",
                                "15"));
        assertThat(sent.status()).as(sent.text()).isEqualTo(302);
        // the page that is left looks at its list once more
        assertThat(operator.get("/join-tokens", "HX-Request", "true", "HX-Target", "list").text())
                .contains("dublin-1");
        String page = operator.get(sent.header("Location")).text();
        var command = COMMAND.matcher(page);
        assertThat(command.find()).as(page).isTrue();
        assertThat(home.read("ports.json").orElseThrow())
                .contains("\"agents\":" + command.group(1));
        assertThat(page).contains("dublin-1", "Valid", "in 14 min", "olga");
        assertThat(operator.get(sent.header("Location")).text())
                .doesNotContain("mrj_")
                .contains("dublin-1");

        assertThat(tokens.redeem(command.group(2), clock.instant())).isPresent();
        assertThat(operator.get("/join-tokens").text()).contains("Used");

        var delete = Pattern.compile("/join-tokens/[0-9a-f-]{36}/delete").matcher(page);
        assertThat(delete.find()).isTrue();
        operator.post(delete.group(), Map.of());
        assertThat(operator.get("/join-tokens").text()).contains("No host is on its way");
        assertThat(operator.post(delete.group(), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void onlyWhoLooksAfterTheFleetLetsHostsIn() {
        Browser viewer = People.as(api, "vic", "project-admin");
        assertThat(viewer.get("/join-tokens").status()).isEqualTo(403);
        assertThat(
                        viewer.post("/join-tokens", Map.of("region", "eu-west", "minutes", "15"))
                                .status())
                .isEqualTo(403);
        assertThat(viewer.get("/").text()).doesNotContain("Add a host");
        var wrong =
                People.admin(api, home)
                        .post("/join-tokens", Map.of("region", "EU West", "minutes", "60"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("EU West", "Up to 63 lower-case letters", "Choose one of them.");
    }
}
