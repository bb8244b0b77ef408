package dev.meridian.controlplane.rest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.projects.CheckpointStores;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest(shared = true)
class TenancyApiTest {
    @Autowired Api api;
    @Autowired CheckpointStores stores;

    @Test
    void aProjectIsMadeReadChangedAndRemoved() {
        var made =
                api.post(
                        "/api/v1/projects",
                        """
                        {"name": "vision", "description": "pictures", "defaultQueue": "main", "residency": ["EU"],
                         "ceilings": {"cpu": "64", "memory": "512Gi", "accelerators": 8}}
                        """);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/projects/vision");
        var read = api.get("/api/v1/projects/vision");
        assertThat(read.json().path("ceilings").path("memory").asString()).isEqualTo("512Gi");
        assertThat(read.json().path("residency").get(0).asString()).isEqualTo("EU");
        assertThat(api.get("/api/v1/queues/vision/main").status()).isEqualTo(200);

        String etag = read.header("ETag");
        var changed =
                api.withHeader("If-Match", etag)
                        .put(
                                "/api/v1/projects/vision",
                                "{\"description\":\"films\",\"defaultQueue\":\"main\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("ceilings").path("cpu").isNull()).isTrue();
        assertThat(api.withHeader("If-Match", etag).put("/api/v1/projects/vision", "{}").status())
                .isEqualTo(412);
        assertThat(api.put("/api/v1/projects/vision", "{\"defaultQueue\":\"none\"}").status())
                .isEqualTo(409);

        assertThat(api.post("/api/v1/projects", "{\"name\":\"vision\"}").status()).isEqualTo(409);
        assertThat(api.delete("/api/v1/projects/vision").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/projects/vision").status()).isEqualTo(404);
    }

    @Test
    void theStoreOfCheckpointsKeepsItsCredentialsToItself() {
        var made =
                api.post(
                        "/api/v1/projects",
                        """
                        {"name": "kept", "checkpoints": {"uri": "s3:kept/ckpt", "region": "eu-west", "rate": "20M",
                         "settings": {"access_key_id": "AKIAEXAMPLE", "secret_access_key": "hidden-value"}}}
                        """);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var read = api.get("/api/v1/projects/kept");
        var store = read.json().path("checkpoints");
        assertThat(store.path("uri").asString()).isEqualTo("s3:kept/ckpt");
        assertThat(store.path("rate").asString()).isEqualTo("20000000");
        assertThat(store.path("settingNames").size()).isEqualTo(2);
        assertThat(
                        made.text()
                                + read.text()
                                + api.get("/api/v1/audit?object=/api/v1/projects").text())
                .doesNotContain("hidden-value", "AKIAEXAMPLE");
        assertThat(stores.of("kept").orElseThrow().settings())
                .containsEntry("secret_access_key", "hidden-value");

        // given back as it was read, it keeps them
        var changed =
                api.put(
                        "/api/v1/projects/kept",
                        "{\"checkpoints\": {\"uri\": \"s3:kept/ckpt\", \"region\": \"us-east\"}}");
        assertThat(changed.json().path("checkpoints").path("settingNames").size()).isEqualTo(2);
        var moved =
                api.put("/api/v1/projects/kept", "{\"checkpoints\": {\"uri\": \"s3:elsewhere\"}}");
        assertThat(moved.json().path("checkpoints").path("settingNames").size()).isZero();
        assertThat(api.put("/api/v1/projects/kept", "{}").json().path("checkpoints").isNull())
                .isTrue();
        var refused =
                api.put(
                        "/api/v1/projects/kept",
                        "{\"checkpoints\": {\"uri\": \"no place\", \"rate\": \"fast\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/checkpoints/uri", "/checkpoints/rate");
        api.delete("/api/v1/projects/kept");
    }

    @Test
    void allThatIsWrongWithABodyIsNamedAtOnce() {
        var refused =
                api.post(
                        "/api/v1/projects",
                        "{\"name\": \"Not A Name\", \"ceilings\": {\"cpu\": \"many\", \"accelerators\": -1}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/name", "/ceilings/cpu", "/ceilings/accelerators");
        assertThat(api.post("/api/v1/projects", "{\"nmae\": \"x\"}").status()).isEqualTo(400);
        assertThat(api.post("/api/v1/projects", "{").status()).isEqualTo(400);
    }

    @Test
    void queuesFormATreeWithinTheirProject() {
        api.post("/api/v1/projects", "{\"name\": \"tree\"}");
        assertThat(
                        api.post(
                                        "/api/v1/queues",
                                        "{\"project\":\"tree\",\"name\":\"a\",\"parent\":\"default\",\"weight\":2}")
                                .status())
                .isEqualTo(201);
        assertThat(api.put("/api/v1/queues/tree/default", "{\"parent\":\"a\"}").status())
                .isEqualTo(409);
        assertThat(api.delete("/api/v1/queues/tree/default").status()).isEqualTo(409);
        assertThat(api.get("/api/v1/queues?project=tree").json().path("items").size()).isEqualTo(2);
        assertThat(api.delete("/api/v1/queues/tree/a").status()).isEqualTo(204);
        assertThat(api.post("/api/v1/queues", "{\"project\":\"nowhere\",\"name\":\"a\"}").status())
                .isEqualTo(404);
    }

    @Test
    void aTokenWorksUntilItIsRevokedAndNeverShowsItsSecretAgain() {
        var made = api.post("/api/v1/tokens", "{\"name\":\"ci\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String secret = made.json().path("token").asString();
        assertThat(secret).matches("mrd_[A-Za-z0-9_-]{43}");
        assertThat(api.withToken(secret).get("/api/v1/projects").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/tokens").text()).doesNotContain(secret);

        assertThat(api.delete(made.header("Location")).status()).isEqualTo(204);
        assertThat(api.withToken(secret).get("/api/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void aNarrowTokenDoesLessAndCannotWidenItself() {
        String narrow =
                api.post(
                                "/api/v1/tokens",
                                "{\"name\":\"reader\",\"role\":\"viewer\",\"project\":\"default\"}")
                        .json()
                        .path("token")
                        .asString();
        assertThat(
                        api.withToken(narrow)
                                .get("/api/v1/projects")
                                .json()
                                .path("items")
                                .findValuesAsString("name"))
                .containsExactly("default");
        assertThat(api.withToken(narrow).get("/api/v1/users").status()).isEqualTo(403);
        assertThat(
                        api.withToken(narrow)
                                .post("/api/v1/queues", "{\"project\":\"default\",\"name\":\"q\"}")
                                .status())
                .isEqualTo(403);
        assertThat(api.withToken(narrow).post("/api/v1/tokens", "{\"name\":\"wide\"}").status())
                .isEqualTo(403);
        assertThat(
                        api.post(
                                        "/api/v1/tokens",
                                        "{\"name\":\"old\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void aPasswordBuysATokenAndNothingElse() {
        var made =
                api.post(
                        "/api/v1/users",
                        """
                        {"name": "grace", "password": "a long enough one",
                         "grants": [{"role": "submitter", "project": "default"}]}
                        """);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("long enough");
        var basic =
                api.asNobody()
                        .withHeader("Authorization", "Basic Z3JhY2U6YSBsb25nIGVub3VnaCBvbmU=");
        assertThat(basic.get("/api/v1/projects").status()).isEqualTo(401);
        String token =
                basic.post("/api/v1/tokens", "{\"name\":\"login\"}")
                        .json()
                        .path("token")
                        .asString();
        assertThat(api.withToken(token).get("/api/v1/projects").status()).isEqualTo(200);
        assertThat(api.withToken(token).get("/api/v1/users").status()).isEqualTo(403);

        String location = made.header("Location");
        assertThat(api.put(location, "{\"disabled\": true}").status()).isEqualTo(200);
        assertThat(api.withToken(token).get("/api/v1/projects").status()).isEqualTo(401);
        assertThat(api.delete(location).status()).isEqualTo(204);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        String admin =
                api.get("/api/v1/users")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(user -> user.path("name").asString().equals("admin"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        assertThat(api.put("/api/v1/users/" + admin, "{\"grants\": []}").status()).isEqualTo(422);
        assertThat(api.delete("/api/v1/users/" + admin).status()).isEqualTo(409);
    }
}
