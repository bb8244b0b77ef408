package dev.meridian.agent.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The right to become a node, once. It carries the digest of the authority's certificate, so that
/// the very first contact already knows whom to trust.
///
/// @param text the whole token, as handed out
/// @param authorityDigest SHA-256 of the authority's certificate (DER), in lower-case hex
public record JoinToken(String text, String authorityDigest) {
    private static final Pattern SHAPE = Pattern.compile("mrj_[^.\\s]+\\.([0-9a-fA-F]{64})");

    /// @throws IllegalArgumentException with a sentence for people, which never repeats the token
    public static JoinToken parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "the join token is not whole: it reads mrj_<secret>.<64 hex digits>; ask for a new one");
        }
        return new JoinToken(text.strip(), matcher.group(1).toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public String toString() {
        return "mrj_…";
    }
}
