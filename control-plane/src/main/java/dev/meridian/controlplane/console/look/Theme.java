package dev.meridian.controlplane.console.look;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/// Light or dark, as a cookie of the browser remembers it; without one the system decides.
@Controller
class Theme {
    static final String COOKIE = "meridian-theme";
    private static final Set<String> KNOWN = Set.of("light", "dark");
    private static final Duration REMEMBERED = Duration.ofDays(365);

    static String of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && KNOWN.contains(cookie.getValue()) ? cookie.getValue() : "";
    }

    @PostMapping("/theme")
    ResponseEntity<Void> choose(
            @RequestParam String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request) {
        var cookie =
                ResponseCookie.from(COOKIE, KNOWN.contains(theme) ? theme : "")
                        .path("/")
                        .maxAge(KNOWN.contains(theme) ? REMEMBERED : Duration.ZERO)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .httpOnly(true)
                        .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, OwnPath.or(back, "/"))
                .build();
    }
}
