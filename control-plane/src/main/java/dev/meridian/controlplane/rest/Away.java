package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.kernel.FullDisk;
import dev.meridian.controlplane.kernel.NoRoom;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// Answers 503 while the database is away, and 507 while there is no room to store anything, also
/// where it is away for the filters that look for tokens: it stands outside of them all.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Away extends OncePerRequestFilter {

    private static final String SECONDS_TO_RETRY = "2";
    private static final String SECONDS_TO_MAKE_ROOM = "60";
    private static final int UNAVAILABLE = ProblemKind.UNAVAILABLE.status().value();
    private static final long BETWEEN_COMPLAINTS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger log = LoggerFactory.getLogger(Away.class);
    private final JsonMapper json;
    private final FullDisk fullDisk;
    private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - BETWEEN_COMPLAINTS);

    Away(JsonMapper json, FullDisk fullDisk) {
        this.json = json;
        this.fullDisk = fullDisk;
    }

    /// Whether a failure comes of a database that does not answer, and not of us.
    boolean caused(Throwable failure) {
        if (fullDisk.behind(failure) || noRoom(failure).isPresent()) {
            return true;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof DataAccessResourceFailureException
                    || e instanceof TransientDataAccessException
                    || e instanceof QueryTimeoutException
                    || e instanceof CannotCreateTransactionException
                    || e instanceof TransactionSystemException
                    // what JPA makes of a connection that breaks in the middle of a statement
                    || e instanceof UncategorizedDataAccessException) {
                return true;
            }
        }
        return false;
    }

    private static Optional<NoRoom> noRoom(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof NoRoom found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    ProblemAnswer problem(Throwable failure) {
        Optional<NoRoom> noRoom = noRoom(failure);
        if (noRoom.isPresent()) {
            return ProblemAnswer.of(ProblemKind.NO_ROOM, noRoom.get().getMessage());
        }
        if (fullDisk.behind(failure)) {
            log.error("the disk of the database is full: {}", failure.getMessage());
            return ProblemAnswer.of(
                    ProblemKind.NO_ROOM,
                    "The disk of the database is full, nothing was stored; an operator must make room, then ask again.");
        }
        tell(failure);
        return ProblemAnswer.of(
                ProblemKind.UNAVAILABLE, "The database does not answer; ask again.");
    }

    /// Thousands may be refused in a second, and one line says it for all.
    private void tell(Throwable failure) {
        long now = System.nanoTime();
        long before = toldNanos.get();
        if (now - before >= BETWEEN_COMPLAINTS && toldNanos.compareAndSet(before, now)) {
            log.warn("the database does not answer: {}", failure.getMessage());
        }
    }

    /// Seconds, for the header of that name.
    static String retryAfter(ProblemAnswer problem) {
        return problem.status() == ProblemKind.NO_ROOM.status().value()
                ? SECONDS_TO_MAKE_ROOM
                : SECONDS_TO_RETRY;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (caused(e) && response.isCommitted() && response.getStatus() >= UNAVAILABLE) {
                // told already; only the audit of the refusal could not be written
                return;
            }
            if (!caused(e) || response.isCommitted()) {
                throw e;
            }
            ProblemAnswer problem = problem(e);
            response.reset();
            response.setStatus(problem.status());
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter(problem));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(problem));
        }
    }
}
