package io.odonym.http.api;

import java.util.Optional;

/**
 * An answer that is an error, in addok's words (falcon 4.0.2's, which addok 1.3.2 is written with).
 */
public final class HttpErrorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final String description;

    private HttpErrorException(int status, String title, String description) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.description = description;
    }

    /** 400: a parameter is required. */
    static HttpErrorException missing(String parameter) {
        return new HttpErrorException(
                400, "Missing parameter", "The \"" + parameter + "\" parameter is required.");
    }

    /** 400: a parameter cannot be understood. */
    static HttpErrorException invalid(String parameter, String why) {
        return new HttpErrorException(
                400, "Invalid parameter", "The \"" + parameter + "\" parameter is invalid. " + why);
    }

    /** A status of HTTP that says everything, in falcon's form. */
    public static HttpErrorException of(int status, String reason) {
        return new HttpErrorException(status, status + " " + reason, "");
    }

    /** 400, in words of their own. */
    static HttpErrorException wrong(String title, String description) {
        return new HttpErrorException(400, title, description);
    }

    /** 404. */
    public static HttpErrorException notFound() {
        return new HttpErrorException(404, "404 Not Found", "");
    }

    /** 405. */
    static HttpErrorException methodNotAllowed() {
        return new HttpErrorException(405, "405 Method Not Allowed", "");
    }

    /** 413, with addok's words. */
    public static HttpErrorException tooLarge(String words) {
        return new HttpErrorException(413, words, "");
    }

    /** 401: who asks has to say who he is. */
    static HttpErrorException unauthorized(String words) {
        return new HttpErrorException(401, "401 Unauthorized", words);
    }

    /** 403: who asks may not. */
    static HttpErrorException forbidden(String words) {
        return new HttpErrorException(403, "403 Forbidden", words);
    }

    /** 409: what is asked for cannot be done as things stand. */
    static HttpErrorException conflict(String title, String words) {
        return new HttpErrorException(409, title, words);
    }

    /** 503. */
    public static HttpErrorException outOfTime(String words) {
        return new HttpErrorException(503, "503 Service Unavailable", words);
    }

    /** 503: too many ask; again in a second. */
    public static HttpErrorException overloaded() {
        return new HttpErrorException(
                503, "503 Service Unavailable", "Too many requests at once, try again later.");
    }

    /** 503: the server's own disk fails. */
    static HttpErrorException unstorable(String words) {
        return new HttpErrorException(503, "503 Service Unavailable", words);
    }

    /** 500, without a word of what went wrong inside. */
    public static HttpErrorException internal() {
        return new HttpErrorException(500, "500 Internal Server Error", "");
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** What went wrong. */
    String title() {
        return title;
    }

    /** More about it; empty where there is no more to say. */
    String description() {
        return description;
    }

    /** The body. */
    public byte[] json() {
        return json(Optional.empty());
    }

    /** The body, with the trace that tells more, where there is one. */
    public byte[] json(Optional<String> trace) {
        JsonWriter json = new JsonWriter().startObject().key("title").value(title);
        if (!description.isEmpty()) {
            json.key("description").value(description);
        }
        trace.ifPresent(id -> json.key("trace_id").value(id));
        return json.endObject().toBytes();
    }
}
