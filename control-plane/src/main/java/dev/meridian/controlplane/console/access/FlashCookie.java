package dev.meridian.controlplane.console.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a page is told by the form before it ("the user is there", a password that is seen once),
/// in a cookie under the [Seal] of the session: any replica can answer the next request, and none
/// keeps a secret in between.
///
/// Flash attributes must be texts.
@Component("flashMapManager")
class FlashCookie extends AbstractFlashMapManager {
    private static final String NAME = "meridian-flash";

    /// Of the manager in front of it, which forgets what is older.
    private static final Duration LIFE = Duration.ofMinutes(3);

    private final JsonMapper json;
    private final SecureRandom random;

    FlashCookie(JsonMapper json, SecureRandom random) {
        this.json = json;
        this.random = random;
    }

    /// @param path null: of any page
    /// @param until milliseconds since 1970
    record Note(
            @Nullable String path,
            Map<String, List<String>> query,
            long until,
            Map<String, String> texts) {}

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        @Nullable Cookie cookie = WebUtils.getCookie(request, NAME);
        Optional<String> secret = SessionCookie.secret(request);
        if (cookie == null || secret.isEmpty()) {
            return null;
        }
        return Seal.of(secret.get()).open(cookie.getValue()).map(this::maps).orElse(null);
    }

    private @Nullable List<FlashMap> maps(byte[] text) {
        try {
            List<FlashMap> maps = new ArrayList<>();
            for (Note note : json.readValue(text, Note[].class)) {
                maps.add(map(note));
            }
            return maps;
        } catch (JacksonException _) {
            // of another version of this program
            return null;
        }
    }

    private static FlashMap map(Note note) {
        var map = new FlashMap();
        map.setTargetRequestPath(note.path());
        note.query()
                .forEach((name, values) ->
                        values.forEach(value -> map.addTargetRequestParam(name, value)));
        map.setExpirationTime(note.until());
        map.putAll(note.texts());
        return map;
    }

    @Override
    protected void updateFlashMaps(
            List<FlashMap> maps, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> secret = SessionCookie.secret(request);
        String closed =
                maps.isEmpty() || secret.isEmpty()
                        ? ""
                        : Seal.of(secret.get())
                                .close(
                                        json.writeValueAsBytes(
                                                maps.stream().map(FlashCookie::note).toList()),
                                        random);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, closed)
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Strict")
                        .secure(request.isSecure())
                        .maxAge(closed.isEmpty() ? Duration.ZERO : LIFE)
                        .build()
                        .toString());
    }

    private static Note note(FlashMap map) {
        Map<String, String> texts = new HashMap<>();
        map.forEach((name, value) -> texts.put(name, (String) Objects.requireNonNull(value, name)));
        return new Note(
                map.getTargetRequestPath(),
                map.getTargetRequestParams(),
                map.getExpirationTime(),
                texts);
    }
}
