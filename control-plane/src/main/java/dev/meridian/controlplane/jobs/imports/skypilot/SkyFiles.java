package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.Part;

/// Files that SkyPilot would bring to the nodes; Meridian brings none.
final class SkyFiles {

    private SkyFiles() {}

    static void tell(Part root) {
        Part folder = root.at("workdir");
        if (folder.isThere()) {
            String from =
                    folder.isObject() ? folder.at("url").text("a repository") : folder.text("");
            folder.leftOut(
                    "the working folder "
                            + from
                            + " is not brought along: the task starts in an empty one",
                    "fetch it at the start of the command, or put it into the image");
        }
        root.at("file_mounts").fields().forEach((target, source) -> tell(target, source));
        root.at("volumes")
                .fields()
                .forEach((target, source) ->
                        source.leftOut(
                                "the volume at "
                                        + target
                                        + " is not carried over: a task has no volumes",
                                "see checkpoint and placement.data"));
    }

    private static void tell(String target, Part source) {
        if (source.isObject()) {
            String from =
                    source.at("source").isText()
                            ? source.at("source").text("")
                            : source.at("name").text("a bucket");
            source.leftOut(
                    "the storage " + from + " is not mounted at " + target,
                    "read it in the command; name it and its region in placement.data so that its place counts");
            return;
        }
        String from = source.text("");
        boolean remote = from.matches("[a-z0-9]+://.*");
        source.leftOut(
                remote
                        ? "the storage " + from + " is not copied to " + target
                        : "the file " + from + " of this machine is not copied to " + target,
                remote
                        ? "read it in the command; name it and its region in placement.data so that its place counts"
                        : "fetch it at the start of the command, or put it into the image");
    }
}
