package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.spec.SpecSchemas;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Completes the published OpenAPI by what no controller's signature says: the job spec, the
/// problems, the tokens.
@Configuration(proxyBeanMethods = false)
class OpenApiWiring {

    private static final String PROBLEM = "ProblemAnswer";
    private static final String BEARER = "token";

    @Bean
    OpenApiCustomizer completeOpenApi() {
        return api -> {
            api.info(
                    new Info()
                            .title("Meridian")
                            .version("v1")
                            .description("Schedules AI work over many regions."));
            Components components =
                    api.getComponents() == null ? new Components() : api.getComponents();
            api.components(components);
            SpecSchemas.all()
                    .forEach((name, schema) -> components.addSchemas(name, schema(schema)));
            ModelConverters.getInstance(true)
                    .read(ProblemAnswer.class)
                    .forEach(components::addSchemas);
            components.addSecuritySchemes(
                    BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            api.addSecurityItem(new SecurityRequirement().addList(BEARER));
            bodies(api);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(OpenApiWiring::problems);
        };
    }

    private static void bodies(OpenAPI api) {
        var path = api.getPaths().get("/api/v1/jobs");
        if (path != null && path.getPost() != null) {
            path.getPost().requestBody(body(reference("JobSpec")));
        }
        path = api.getPaths().get("/api/v1/jobs:batch");
        if (path != null && path.getPost() != null) {
            Schema<?> items = new JsonSchema().types(Set.of("array")).items(reference("JobSpec"));
            path.getPost()
                    .requestBody(
                            body(
                                    new JsonSchema()
                                            .types(Set.of("object"))
                                            .properties(Map.of("items", items))));
        }
        path = api.getPaths().get("/api/v1/jobs:import");
        if (path != null && path.getPost() != null) {
            var file = new Content();
            Schema<?> text = new JsonSchema().types(Set.of("string"));
            file.addMediaType(SpecBody.YAML, new MediaType().schema(text));
            file.addMediaType("text/plain", new MediaType().schema(text));
            path.getPost().requestBody(new RequestBody().required(true).content(file));
        }
    }

    private static RequestBody body(Schema<?> schema) {
        var content = new Content();
        content.addMediaType(SpecBody.JSON, new MediaType().schema(schema));
        content.addMediaType(SpecBody.YAML, new MediaType().schema(schema));
        return new RequestBody().required(true).content(content);
    }

    private static void problems(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("a problem")
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        org.springframework.http.MediaType
                                                                .APPLICATION_PROBLEM_JSON_VALUE,
                                                        new MediaType()
                                                                .schema(reference(PROBLEM)))));
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> schema(Map<String, Object> schema) {
        return Json31.mapper().convertValue(schema, JsonSchema.class);
    }
}
