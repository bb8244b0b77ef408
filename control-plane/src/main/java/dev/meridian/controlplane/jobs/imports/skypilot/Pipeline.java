package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.Document;
import dev.meridian.controlplane.jobs.imports.ForeignFile;
import dev.meridian.controlplane.jobs.imports.NotImportable;
import dev.meridian.controlplane.jobs.imports.Priorities;
import java.util.List;

public final class Pipeline {

    private Pipeline() {}

    public static ForeignFile of(List<Document> documents, String name, Priorities priorities) {
        throw NotImportable.because("not yet", "");
    }
}
