package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.projects.Sessions;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Replica;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two control planes on one database: whichever answers knows who has signed in, and what one of
/// them ends is ended.
@MeridianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedSessionsTest {
    private static final String PASSWORD = "quite a long password";

    @Autowired Api one;
    @Autowired Users users;
    @Autowired Sessions sessions;
    @Autowired JdbcClient sql;

    private ConfigurableApplicationContext replica;
    private Api other;

    @BeforeAll
    void start(@Autowired Environment here, @TempDir Path home) {
        replica = Replica.beside(here, home);
        other = Api.at(replica.getEnvironment());
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    private User user(String name) {
        users.create(name, PASSWORD, Set.of(new Grant(Role.ADMIN, null)));
        return users.findByName(name).orElseThrow();
    }

    /// The same person, answered by the other one.
    private Browser there(Browser browser) {
        return browser.at(other);
    }

    @Test
    void whoHasSignedInToOneIsKnownToTheOther() {
        user("ada");
        Browser here = Browser.of(one, "ada", PASSWORD);
        Browser there = there(here);
        assertThat(there.get("/").text()).contains("ada", "Sign out");
        assertThat(there.post("/theme", Map.of("theme", "dark")).status())
                .as("a form of one is taken by the other")
                .isEqualTo(303);
        assertThat(there.post("/sign-out", Map.of()).status()).isEqualTo(302);
        assertThat(here.get("/").status()).as("out here means out there").isEqualTo(302);
    }

    @Test
    void whatAFormHasToTellIsShownByWhicheverAnswersNext() {
        user("bea");
        Browser here = Browser.of(one, "bea", PASSWORD);
        var made = here.post("/users", Map.of("name", "new-one", "password", "true"));
        assertThat(made.status()).as(made.text()).isEqualTo(302);
        Browser there = there(here);
        assertThat(there.get(made.header("Location")).text())
                .contains("The user new-one is there.");
        assertThat(there.get(made.header("Location")).text())
                .as("once")
                .doesNotContain("The user new-one is there.");
    }

    @Test
    void aResetOfThePasswordEndsEverySessionOnAll() {
        User cleo = user("cleo");
        Browser here = Browser.of(one, "cleo", PASSWORD);
        Browser there = Browser.of(other, "cleo", PASSWORD);
        users.resetPassword(cleo.id());
        assertThat(sessionsOf(cleo)).isZero();
        assertThat(here.get("/").status()).isEqualTo(302);
        assertThat(there.get("/").status()).isEqualTo(302);
    }

    @Test
    void whoIsDisabledOrDeletedIsOutOnAll() {
        User dora = user("dora");
        Browser there = Browser.of(other, "dora", PASSWORD);
        users.change(dora.id(), true, dora.grants(), null);
        users.change(dora.id(), false, dora.grants(), null);
        assertThat(there.get("/").status()).as("nor is it revived").isEqualTo(302);
        Browser again = Browser.of(other, "dora", PASSWORD);
        users.delete(dora.id());
        assertThat(again.get("/").status()).isEqualTo(302);
    }

    @Test
    void aPageThatIsOpenElsewhereEndsWithItsSession() throws IOException {
        User eva = user("eva");
        Browser there = Browser.of(other, "eva", PASSWORD);
        try (BufferedReader lines = there.follow("/live")) {
            assertThat(lines.readLine()).isNotNull();
            users.resetPassword(eva.id());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> lines.readLine() == null);
        }
    }

    @Test
    void theDatabaseDoesNotKnowWhatTheCookieHolds() {
        User fay = user("fay");
        Browser here = Browser.of(one, "fay", PASSWORD);
        String cookie =
                here.cookies().getCookieStore().getCookies().stream()
                        .filter(each -> each.getName().equals("meridian-session"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
        assertThat(
                        sql.sql("select cast(s as text) from console_sessions s where user_id = ?")
                                .param(fay.id())
                                .query(String.class)
                                .list())
                .hasSize(1)
                .allSatisfy(row -> assertThat(row).doesNotContain(cookie));
    }

    @Test
    void whatIsNotUsedOrTooOldExpiresAndIsCleanedAway() {
        User gil = user("gil");
        Browser unused = Browser.of(one, "gil", PASSWORD);
        aged(gil, "used_at", "9 hours");
        assertThat(unused.get("/").status()).isEqualTo(302);
        Browser old = Browser.of(one, "gil", PASSWORD);
        aged(gil, "opened_at", "8 days");
        assertThat(old.get("/").status()).isEqualTo(302);
        Browser fresh = Browser.of(one, "gil", PASSWORD);
        assertThat(sessionsOf(gil)).isEqualTo(3);
        sessions.runOnce(Instant.now());
        assertThat(sessionsOf(gil)).isEqualTo(1);
        assertThat(fresh.get("/").status()).isEqualTo(200);
    }

    @Test
    void thatASessionIsUsedIsWrittenOnceAMinute() {
        User hal = user("hal");
        Browser here = Browser.of(one, "hal", PASSWORD);
        String before = usedAt(hal);
        here.get("/");
        assertThat(usedAt(hal)).isEqualTo(before);
        aged(hal, "used_at", "2 minutes");
        here.get("/");
        assertThat(usedAt(hal)).isGreaterThanOrEqualTo(before);
    }

    private void aged(User user, String column, String by) {
        sql.sql(
                        "update console_sessions set opened_at = opened_at - cast(:by as interval), "
                                + (column.equals("used_at")
                                        ? "used_at = used_at - cast(:by as interval)"
                                        : "used_at = now()")
                                + " where user_id = :user and used_at > now() - interval '1 hour'")
                .param("by", by)
                .param("user", user.id())
                .update();
    }

    private int sessionsOf(User user) {
        return sql.sql("select count(*) from console_sessions where user_id = ?")
                .param(user.id())
                .query(Integer.class)
                .single();
    }

    private String usedAt(User user) {
        return sql.sql(
                        "select to_char(used_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') from console_sessions where user_id = ?")
                .param(user.id())
                .query(String.class)
                .single();
    }
}
