package dev.meridian.controlplane.kernel.model;

/// Why a request is refused at one place of its body; many of them make one problem answer.
///
/// @param pointer RFC 6901 JSON pointer into the request body, empty for the whole body
/// @param detail a sentence: what is wrong, with the value that was given
/// @param hint a sentence: what to do instead; empty when there is nothing useful to say
public record Refusal(String pointer, String detail, String hint) {

    public static Refusal of(String pointer, String detail) {
        return new Refusal(pointer, detail, "");
    }
}
