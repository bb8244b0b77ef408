package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The way in and out.
class SignInTest {

    private final Scene scene = Scene.open();

    @Test
    void thePasswordOfTheFirstStartOpensTheConsole() {
        try (Reader admin = Reader.anew(scene, scene.admin(), Reader.desk())) {
            assertThat(admin.path()).isEqualTo("/");
            assertThat(admin.page().title()).endsWith("Meridian");
            assertThat(admin.page().locator(".who").innerText()).contains("admin");
        }
    }

    @Test
    void whoComesByALinkFindsTheirPageAfterSigningIn() {
        try (Reader reader = Reader.nobody(scene, Reader.desk())) {
            reader.go("/jobs?state=RUNNING");
            assertThat(reader.path()).isEqualTo("/sign-in");
            reader.signIn(scene.admin().name(), scene.admin().password());
            assertThat(reader.address()).isEqualTo("/jobs?state=RUNNING");
        }
    }

    @Test
    void aWrongPasswordIsToldAndOpensNothing() {
        try (Reader reader = Reader.nobody(scene, Reader.desk())) {
            reader.go("/sign-in");
            reader.signIn("olga", "not the password");
            assertThat(reader.main().innerText()).contains("User and password do not match");
            reader.go("/jobs");
            assertThat(reader.path()).isEqualTo("/sign-in");
        }
    }

    @Test
    void whoSignsOutIsOut() {
        try (Reader olga = Reader.anew(scene, Person.named("olga"), Reader.desk())) {
            olga.press("Sign out");
            assertThat(olga.main().innerText()).contains("You are signed out");
            olga.go("/nodes");
            assertThat(olga.path()).isEqualTo("/sign-in");
        }
    }

    /// The same form from elsewhere, which knows no token of this session.
    @Test
    void aFormFromElsewhereIsRefused() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/nodes");
            Object status =
                    olga.page()
                            .evaluate(
                                    "fetch('/nodes/"
                                            + scene.node("eu-west")
                                            + "/cordon', {method: 'POST', body: new URLSearchParams({reason: 'x'})}).then(r => r.status)");
            assertThat(status).isEqualTo(403);
        }
    }
}
