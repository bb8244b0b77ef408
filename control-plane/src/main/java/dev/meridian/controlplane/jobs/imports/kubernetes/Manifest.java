package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.Document;
import dev.meridian.controlplane.jobs.imports.Part;

/// One object of a file.
///
/// @param group of its API, as `batch`; empty for the core
record Manifest(Document document, String group, String kind) {

    static Manifest of(Document document) {
        Part root = document.root();
        String version = root.at("apiVersion").text("");
        String kind = root.at("kind").text("");
        if (kind.isEmpty()) {
            throw root.refused(
                    "the object has no kind",
                    "each document of the file needs apiVersion and kind");
        }
        int slash = version.indexOf('/');
        root.at("status").take();
        return new Manifest(document, slash < 0 ? "" : version.substring(0, slash), kind);
    }

    Part root() {
        return document.root();
    }

    Part spec() {
        return root().at("spec");
    }

    /// As `PodGroup podgroup-1`.
    String title() {
        String name = root().at("metadata", "name").text("");
        return name.isEmpty() ? kind : kind + " " + name;
    }
}
