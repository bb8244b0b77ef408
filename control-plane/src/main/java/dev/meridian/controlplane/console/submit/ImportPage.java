package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.Imports;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark;
import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import dev.meridian.controlplane.kernel.model.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// A job file of another scheduler becomes specs that can be opened in the editor; what they lack
/// is said. Nothing is stored.
@Controller
class ImportPage {
    private static final String VIEW = "submit/import";

    private final Imports imports;

    ImportPage(Imports imports) {
        this.imports = imports;
    }

    /// @param file what was uploaded; none: the text counts
    @PostMapping("/submit/import")
    String read(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String foreign,
            @RequestParam(defaultValue = "") String fileName,
            @RequestParam(defaultValue = "auto") String format,
            HttpServletResponse response,
            Model model)
            throws IOException {
        byte[] bytes = foreign.getBytes(StandardCharsets.UTF_8);
        String name = fileName;
        if (file != null && !file.isEmpty()) {
            bytes = file.getBytes();
            name = String.valueOf(file.getOriginalFilename());
        }
        model.addAttribute("name", name);
        switch (imports.read(bytes, format(format), name)) {
            case ImportReading.Converted(
                            ImportFormat found,
                            List<ImportedJob> jobs,
                            List<ImportRemark> remarks) -> {
                model.addAttribute("format", found.title());
                model.addAttribute("jobs", jobs);
                model.addAttribute("remarks", remarks);
                model.addAttribute("refusals", List.of());
            }
            case ImportReading.Unparsable(List<Refusal> refusals) ->
                    refused(refusals, HttpStatus.BAD_REQUEST, response, model);
            case ImportReading.Impossible(List<Refusal> refusals) ->
                    refused(refusals, HttpStatus.UNPROCESSABLE_CONTENT, response, model);
        }
        return VIEW;
    }

    private static void refused(
            List<Refusal> refusals, HttpStatus status, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("jobs", List.of());
        model.addAttribute("remarks", List.of());
        model.addAttribute("refusals", refusals);
    }

    /// What is none of them is found out.
    private static ImportFormat format(String word) {
        return Arrays.stream(ImportFormat.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElse(ImportFormat.AUTO);
    }
}
