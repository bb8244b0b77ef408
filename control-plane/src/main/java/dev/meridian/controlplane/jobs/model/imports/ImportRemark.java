package dev.meridian.controlplane.jobs.model.imports;

import dev.meridian.controlplane.jobs.model.spec.Word;
import java.util.Locale;

/// One thing of a foreign file that is not in the job as it was in the file.
///
/// @param document number of the document within the file, from 0
/// @param line of the file, from 1
/// @param pointer JSON pointer into the document; empty in a script, and for the whole of it
/// @param detail a sentence: what it was, and what became of it
/// @param hint what to do about it; empty where nothing is to be done
public record ImportRemark(
        Kind kind, int document, int line, String pointer, String detail, String hint) {

    /// How much a remark matters, the most first.
    public enum Kind implements Word {
        /// The job lacks it.
        LEFT_OUT,
        /// The job has it, not quite as it was.
        CHANGED,
        /// The file does not say it, and the job has to.
        ASSUMED,
        /// Meridian does it by itself, or it means nothing here.
        NOT_NEEDED;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
