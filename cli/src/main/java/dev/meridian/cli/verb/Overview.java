package dev.meridian.cli.verb;

import java.io.PrintWriter;

/// The help of the whole command.
final class Overview {

    private Overview() {}

    static void print(PrintWriter out) {
        out.println("Usage: meridian VERB [ARGUMENTS]");
        out.println("Hands work to a Meridian control plane, and tells what became of it.");
        for (Section section : Catalogue.SECTIONS) {
            out.println();
            out.println(section.title() + ":");
            for (Entry entry : section.entries()) {
                out.println(
                        "  "
                                + entry.name()
                                + " ".repeat(13 - entry.name().length())
                                + entry.says());
            }
        }
        out.println();
        out.println(
                "'meridian VERB --help' tells what a verb takes. Where the control plane is, and with which token");
        out.println(
                "to come: --url, --token and --context, or MERIDIAN_URL, MERIDIAN_TOKEN and MERIDIAN_CONTEXT.");
    }
}
