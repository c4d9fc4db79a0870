package io.odonym.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides whether and when a request is repeated. The delay doubles with each attempt and varies at
 * random by a fifth, so that many clients do not repeat their requests at the same moment.
 */
final class RetrySchedule {

    /** The longest delay between two attempts. */
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);

    /** The longest delay that a server can request with Retry-After. */
    static final Duration MAX_REQUESTED_DELAY = Duration.ofMinutes(5);

    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 20;

    /**
     * Request timeout, too early, too many requests, and temporary errors of servers and proxies.
     */
    private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429, 500, 502, 503, 504);

    private RetrySchedule() {}

    /** Returns whether a response with this status is worth a repeated request. */
    static boolean isTemporary(int status) {
        return TEMPORARY.contains(status);
    }

    /**
     * Returns the delay before a repeated request.
     *
     * @param attempt the number of attempts without progress so far, from 1
     */
    static Duration delay(Duration first, int attempt) {
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        long millis = first.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
        return Duration.ofMillis(Math.round(Math.min(millis, MAX_DELAY.toMillis()) * factor));
    }

    /**
     * Returns the delay that a header Retry-After requests: a number of seconds or a date (RFC
     * 9110, section 10.2.3). Returns empty if the value is not valid.
     */
    static Optional<Duration> parseRetryAfter(String value, Instant now) {
        try {
            return Optional.of(Duration.ofSeconds(Integer.parseUnsignedInt(value.strip())));
        } catch (NumberFormatException date) {
            return parseDate(value).map(until -> notNegative(Duration.between(now, until)));
        }
    }

    /** Reads an HTTP date; empty if it is not valid. */
    static Optional<Instant> parseDate(String value) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
