package io.odonym.http.exchange;

import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.QueryLengthException;
import io.odonym.http.connection.MemoryLimitException;

import java.util.List;
import java.util.Optional;

/**
 * An error response: status, title and description. The texts are those of addok 1.3.2 and of
 * falcon 4.0.2, the web framework of addok. The exception has no stack trace. Immutable.
 */
public final class HttpErrorException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final int status;
    private final String title;
    private final String description;
    private final long retrySeconds;
    private final List<String> details;

    private HttpErrorException(int status, String title, String description) {
        this(status, title, description, status == SERVICE_UNAVAILABLE ? 1 : 0);
    }

    private HttpErrorException(int status, String title, String description, long retrySeconds) {
        this(status, title, description, retrySeconds, List.of());
    }

    private HttpErrorException(
            int status, String title, String description, long retrySeconds, List<String> details) {
        super(title, null, false, false);
        this.retrySeconds = retrySeconds;
        this.details = details;
        this.status = status;
        this.title = title;
        this.description = description;
    }

    /**
     * Returns the error response for an exception thrown by a search or a limiter.
     *
     * @return empty if the exception is unexpected; the response is then a 500
     */
    public static Optional<HttpErrorException> of(Throwable failure) {
        return switch (failure) {
            case HttpErrorException error -> Optional.of(error);
            case QueryLengthException tooLong -> Optional.of(contentTooLarge(tooLong.getMessage()));
            case DeadlineExceededException late -> Optional.of(unavailable(late.getMessage()));
            case MemoryLimitException exceeded ->
                    Optional.of(
                            exceeded.isTemporary()
                                    ? unavailable(exceeded.getMessage())
                                    : contentTooLarge(exceeded.getMessage()));
            default -> Optional.empty();
        };
    }

    /** Creates a 400 for a required parameter that is missing. */
    public static HttpErrorException missingParameter(String parameter) {
        return new HttpErrorException(
                400, "Missing parameter", "The \"" + parameter + "\" parameter is required.");
    }

    /**
     * Creates a 400 for a parameter whose value is not valid.
     *
     * @param reason states what is wrong with the value; becomes the last sentence of the
     *     description
     */
    public static HttpErrorException invalidParameter(String parameter, String reason) {
        return new HttpErrorException(
                400,
                "Invalid parameter",
                "The \"" + parameter + "\" parameter is invalid. " + reason);
    }

    /**
     * Creates a 400 for parameters that are missing or not valid.
     *
     * @param details the name of each parameter and what is wrong with it
     */
    public static HttpErrorException invalidParameters(String title, List<String> details) {
        return new HttpErrorException(
                400, title, String.join("; ", details), 0, List.copyOf(details));
    }

    /** Creates a 400 with a title and a description; the description may be empty. */
    public static HttpErrorException badRequest(String title, String description) {
        return new HttpErrorException(400, title, description);
    }

    /**
     * Creates an error whose title is the status code followed by the reason phrase, as in falcon.
     */
    public static HttpErrorException ofStatus(int status, String reason) {
        return new HttpErrorException(status, status + " " + reason, "");
    }

    /** Creates a 401: the request has no valid credentials. */
    public static HttpErrorException unauthorized(String description) {
        return new HttpErrorException(401, "401 Unauthorized", description);
    }

    /** Creates a 403: the client is not allowed to send this request. */
    public static HttpErrorException forbidden(String description) {
        return new HttpErrorException(403, "403 Forbidden", description);
    }

    /** Creates a 404. */
    public static HttpErrorException notFound() {
        return ofStatus(404, "Not Found");
    }

    /** Creates a 405. */
    public static HttpErrorException methodNotAllowed() {
        return ofStatus(405, "Method Not Allowed");
    }

    /** Creates a 409: the operation conflicts with the current state of the server. */
    public static HttpErrorException conflict(String title, String description) {
        return new HttpErrorException(409, title, description);
    }

    /**
     * Creates a 413: the request exceeds a limit.
     *
     * @param title a title that names the limit, in addok's words if addok has the same limit
     */
    public static HttpErrorException contentTooLarge(String title) {
        return new HttpErrorException(413, title, "");
    }

    /**
     * Creates a 429: the client exceeds one of the limits that apply to each client address.
     *
     * @param limit the limit, with its unit
     * @param retrySeconds the time after which the request may succeed
     */
    public static HttpErrorException tooManyRequests(String limit, long retrySeconds) {
        return new HttpErrorException(
                429,
                "429 Too Many Requests",
                "The limit is " + limit + " for each client. Try again in " + retrySeconds + " s.",
                retrySeconds);
    }

    /** Creates a 500 that reveals nothing about the failure. */
    public static HttpErrorException internal() {
        return ofStatus(500, "Internal Server Error");
    }

    /** Creates a 503: the request may succeed later. */
    public static HttpErrorException unavailable(String description) {
        return new HttpErrorException(SERVICE_UNAVAILABLE, "503 Service Unavailable", description);
    }

    /** Creates a 503 for a request that was rejected under overload. */
    public static HttpErrorException overloaded() {
        return unavailable("Too many requests at once, try again later.");
    }

    /** Returns the HTTP status code. */
    public int status() {
        return status;
    }

    /**
     * Returns the number of seconds after which the request may succeed; 0 if it will not succeed
     * later.
     */
    public long retrySeconds() {
        return retrySeconds;
    }

    /** Returns the title. */
    public String title() {
        return title;
    }

    /** Returns the description, which may be empty. */
    public String description() {
        return description;
    }

    /**
     * Returns what is wrong with each parameter; empty unless the error names several parameters.
     */
    public List<String> details() {
        return details;
    }

    /** Returns the body of the response: JSON in UTF-8. */
    public byte[] json() {
        return json(Optional.empty());
    }

    /**
     * Returns the body of the response: JSON in UTF-8.
     *
     * @param traceId the trace identifier of the request; empty if the request is not traced
     */
    public byte[] json(Optional<String> traceId) {
        JsonWriter json = new JsonWriter().startObject().key("title").value(title);
        if (!description.isEmpty()) {
            json.key("description").value(description);
        }
        traceId.ifPresent(id -> json.key("trace_id").value(id));
        return json.endObject().toBytes();
    }
}
