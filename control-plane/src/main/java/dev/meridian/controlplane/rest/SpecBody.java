package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.SpecFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.MediaType;

/// The bytes of a submission and the notation that they are in.
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpecBody(byte[] bytes, SpecFormat format) {

    /// The notations as media types, for mappings.
    static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    static final String YAML = MediaType.APPLICATION_YAML_VALUE;
    static final String OLD_YAML = "application/x-yaml";
    static final String TEXT_YAML = "text/yaml";

    static SpecBody of(HttpServletRequest request) throws IOException {
        MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
        SpecFormat format = type.getSubtype().endsWith("json") ? SpecFormat.JSON : SpecFormat.YAML;
        return new SpecBody(request.getInputStream().readAllBytes(), format);
    }

    String sha256() {
        return sha256(bytes);
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
