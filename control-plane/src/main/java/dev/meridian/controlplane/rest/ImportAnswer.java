package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark;
import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The jobs that were made of a foreign file.
///
/// @param format that the file was found to have
/// @param items one for each of its jobs
/// @param notCarriedOver of what belongs to none of them
record ImportAnswer(String format, List<ImportedSpec> items, List<NotCarriedOver> notCarriedOver) {

    /// @param kind what it was in the file
    /// @param document its number in the file, from 0
    /// @param line on which it begins, from 1
    /// @param spec to be submitted as it is
    /// @param yaml the same for people
    record ImportedSpec(
            String kind,
            int document,
            int line,
            String name,
            @JsonRawValue @Schema(ref = "#/components/schemas/JobSpec") String spec,
            String yaml,
            List<String> notYetEffective,
            List<NotCarriedOver> notCarriedOver) {}

    /// @param kind `left out`, `changed`, `assumed` or `not needed`
    /// @param line of the file, from 1
    /// @param pointer into the document; empty in a script
    record NotCarriedOver(
            String kind, int document, int line, String pointer, String detail, String hint) {

        static NotCarriedOver of(ImportRemark remark) {
            return new NotCarriedOver(
                    remark.kind().word(),
                    remark.document(),
                    remark.line(),
                    remark.pointer(),
                    remark.detail(),
                    remark.hint());
        }
    }

    static ImportAnswer of(ImportReading.Converted converted) {
        return new ImportAnswer(
                converted.format().word(),
                converted.jobs().stream().map(ImportAnswer::item).toList(),
                converted.remarks().stream().map(NotCarriedOver::of).toList());
    }

    private static ImportedSpec item(ImportedJob job) {
        return new ImportedSpec(
                job.kind(),
                job.document(),
                job.line(),
                job.spec().name(),
                job.json(),
                job.yaml(),
                job.notYetEffective(),
                job.remarks().stream().map(NotCarriedOver::of).toList());
    }
}
