package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.NotImportable;

/// An option of a script's header, under its long name.
///
/// @param value empty where it has none
/// @param line of the file, from 1
record Option(String name, String value, int line) {

    int whole() {
        if (!value.matches("\\d{1,9}")) {
            throw wrong("a whole number");
        }
        return Integer.parseInt(value);
    }

    /// Something that can be divided by.
    int positive() {
        if (whole() == 0) {
            throw wrong("a number above 0");
        }
        return whole();
    }

    NotImportable wrong(String wanted) {
        return NotImportable.because(
                "line " + line + ": --" + name + "=" + shown() + " is not " + wanted,
                "see 'man sbatch' for what it takes");
    }

    private String shown() {
        return value.length() > 80 ? value.substring(0, 80) + "…" : value;
    }
}
