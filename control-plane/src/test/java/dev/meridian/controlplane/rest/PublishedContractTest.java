package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Contract;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every answer is as the published OpenAPI says, in success and in refusal.
@MeridianTest
class PublishedContractTest {

    private static final String API = "/api/v1";

    @Autowired Api api;

    @Test
    void answersAreAsPublished() {
        var contract = Contract.of(api);
        var submitted = api.post(API + "/jobs", Specs.smallest());
        List<String> breaches =
                new ArrayList<>(contract.breaches("post", API + "/jobs", submitted));
        String job = submitted.json().path("id").asString();
        String allocation =
                api.get(API + "/jobs/" + job + "/allocations")
                        .json()
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        breaches.addAll(
                contract.breaches(
                        "post",
                        API + "/jobs:batch",
                        api.post(API + "/jobs:batch", "[" + Specs.smallest() + ", {\"nme\": 1}]")));
        breaches.addAll(
                contract.breaches(
                        "post",
                        API + "/jobs",
                        api.post(API + "/jobs?dryRun=true", Specs.smallest())));
        breaches.addAll(
                contract.breaches(
                        "post", API + "/jobs", api.postYaml(API + "/jobs", Specs.everything())));
        for (String order : List.of("suspend", "resume", "cancel", "retry")) {
            breaches.addAll(
                    contract.breaches(
                            "post",
                            API + "/jobs/{id}/" + order,
                            api.post(API + "/jobs/" + job + "/" + order, "{}")));
        }
        for (String path : contract.paths("get")) {
            Map<String, String> ids =
                    Map.of(
                            "/jobs/{id}",
                            "/jobs/" + job,
                            "/allocations/{id}",
                            "/allocations/" + allocation);
            String known = path;
            for (Map.Entry<String, String> id : ids.entrySet()) {
                known = known.replace(id.getKey(), id.getValue());
            }
            if (!known.contains("{")) {
                breaches.addAll(contract.breaches("get", path, get(known)));
            }
            // and what is not there
            breaches.addAll(
                    contract.breaches(
                            "get",
                            path,
                            get(path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()))));
            breaches.addAll(
                    contract.breaches(
                            "get", path, api.asNobody().get(path.replaceAll("\\{[^}]*}", "x"))));
        }
        for (String path : contract.paths("post")) {
            breaches.addAll(
                    contract.breaches(
                            "post",
                            path,
                            api.post(path.replaceAll("\\{[^}]*}", "x"), "{\"nonsense\": 1}")));
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void theSpecIsPublishedFieldByField() {
        var schemas = Contract.of(api).json().path("components").path("schemas");
        assertThat(schemas.path("JobSpec").path("required").toString()).isEqualTo("[\"name\"]");
        assertThat(
                        schemas.path("Resources")
                                .path("properties")
                                .path("memory")
                                .path("default")
                                .asString())
                .isEqualTo("256Mi");
        assertThat(Contract.of(api).json().path("openapi").asString()).startsWith("3.1");
        assertThat(
                        Contract.of(api)
                                .json()
                                .at(
                                        "/paths/~1api~1v1~1jobs/post/requestBody/content/application~1yaml/schema/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/JobSpec");
    }

    /// Of two of one name the published contract would have one.
    @Test
    void noTwoBodiesShareAName() {
        Map<String, List<String>> bodies =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages(PublishedContractTest.class.getPackageName())
                                .stream()
                                .filter(JavaClass::isRecord)
                                // what a step comes to within this room, and no body
                                .filter(body -> body.getRawInterfaces().isEmpty())
                                .collect(
                                        Collectors.groupingBy(
                                                JavaClass::getSimpleName,
                                                TreeMap::new,
                                                Collectors.mapping(
                                                        JavaClass::getName, Collectors.toList())));
        assertThat(bodies).hasSizeGreaterThan(40);
        assertThat(bodies.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    }

    private Api.Answer get(String path) {
        return api.get(path);
    }
}
