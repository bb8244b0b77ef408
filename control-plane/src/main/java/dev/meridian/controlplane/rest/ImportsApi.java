package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.Imports;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.kernel.model.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Job files of other schedulers.
@RestController
@RequestMapping("/api/v1")
class ImportsApi {

    private final Imports imports;

    ImportsApi(Imports imports) {
        this.imports = imports;
    }

    /// Answers the specs that a foreign job file makes, and what of it they lack; stores nothing.
    ///
    /// @param name of the file, for a job that has no name of its own
    @PostMapping(
            path = "/jobs:import",
            consumes = {
                SpecBody.YAML,
                SpecBody.JSON,
                SpecBody.OLD_YAML,
                SpecBody.TEXT_YAML,
                "text/plain",
                "text/x-shellscript",
                "application/x-sh",
                "application/octet-stream"
            })
    ImportAnswer read(
            HttpServletRequest request,
            @RequestParam(defaultValue = "auto") String format,
            @RequestParam(defaultValue = "") String name)
            throws IOException {
        ImportFormat asked = format(format);
        byte[] file = request.getInputStream().readAllBytes();
        return switch (imports.read(file, asked, name)) {
            case ImportReading.Converted converted -> ImportAnswer.of(converted);
            case ImportReading.Unparsable(List<Refusal> refusals) ->
                    throw new RefusedRequest(ProblemKind.UNPARSABLE, refusals);
            case ImportReading.Impossible(List<Refusal> refusals) ->
                    throw new RefusedRequest(ProblemKind.IMPOSSIBLE, refusals);
        };
    }

    private static ImportFormat format(String word) {
        for (ImportFormat format : ImportFormat.values()) {
            if (format.word().equals(word)) {
                return format;
            }
        }
        String known =
                Arrays.stream(ImportFormat.values())
                        .map(ImportFormat::word)
                        .collect(Collectors.joining(", "));
        throw RefusedRequest.parameter(
                "format", "there is no format \"" + word + "\"", "give one of " + known);
    }
}
