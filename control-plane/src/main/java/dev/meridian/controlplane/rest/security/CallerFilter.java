package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.Tokens;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who calls: by bearer token everywhere, by name and password only where a token is to
/// be had for them.
///
/// A wrong token stops here even on open routes: a caller who shows one means to be known. Failures
/// are counted by address; passwords are not even looked at once an address has failed too often,
/// for each look costs a slow hash.
final class CallerFilter extends OncePerRequestFilter {
    private final Tokens tokens;
    private final Users users;
    private final FailedAttempts failures;
    private final Problem.Writer problems;

    CallerFilter(Tokens tokens, Users users, FailedAttempts failures, Problem.Writer problems) {
        this.tokens = tokens;
        this.users = users;
        this.failures = failures;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (Credentials.of(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            case Credentials.None() -> chain.doFilter(request, response);
            case Credentials.Bearer(String secret) ->
                    proceed(() -> tokens.authenticate(secret), request, response, chain);
            case Credentials.Password(String name, String password) -> {
                if (!isLogin(request)) {
                    problems.write(
                            response,
                            Problem.unauthenticated(
                                    "A password is good only for POST /api/v1/tokens; everything else takes a token."));
                } else if (failures.tooMany(request.getRemoteAddr())) {
                    problems.write(response, failures.problem());
                } else {
                    proceed(() -> users.authenticate(name, password), request, response, chain);
                }
            }
            case Credentials.Unreadable() -> proceed(Optional::empty, request, response, chain);
        }
    }

    private static boolean isLogin(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.POST.name())
                && request.getRequestURI().equals("/api/v1/tokens");
    }

    private void proceed(
            Supplier<Optional<Caller>> authenticate,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller = authenticate.get();
        if (caller.isEmpty()) {
            boolean tooMany = failures.count(request.getRemoteAddr());
            problems.write(
                    response,
                    tooMany
                            ? failures.problem()
                            : Problem.unauthenticated(
                                    "The token or password is unknown, expired or revoked."));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller.get(), authenticate));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
