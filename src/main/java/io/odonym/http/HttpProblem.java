package io.odonym.http;

import java.util.Optional;

/**
 * An answer that is an error, in addok's words (falcon 4.0.2's, which addok 1.3.2 is written with).
 */
final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final String description;

    private HttpProblem(int status, String title, String description) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.description = description;
    }

    /** 400: a parameter is required. */
    static HttpProblem missing(String parameter) {
        return new HttpProblem(
                400, "Missing parameter", "The \"" + parameter + "\" parameter is required.");
    }

    /** 400: a parameter cannot be understood. */
    static HttpProblem invalid(String parameter, String why) {
        return new HttpProblem(
                400, "Invalid parameter", "The \"" + parameter + "\" parameter is invalid. " + why);
    }

    /** A status of HTTP that says everything, in falcon's form. */
    static HttpProblem of(int status, String reason) {
        return new HttpProblem(status, status + " " + reason, "");
    }

    /** 400, in words of their own. */
    static HttpProblem wrong(String title, String description) {
        return new HttpProblem(400, title, description);
    }

    /** 404. */
    static HttpProblem notFound() {
        return new HttpProblem(404, "404 Not Found", "");
    }

    /** 405. */
    static HttpProblem methodNotAllowed() {
        return new HttpProblem(405, "405 Method Not Allowed", "");
    }

    /** 413, with addok's words. */
    static HttpProblem tooLarge(String words) {
        return new HttpProblem(413, words, "");
    }

    /** 401: who asks has to say who he is. */
    static HttpProblem unauthorized(String words) {
        return new HttpProblem(401, "401 Unauthorized", words);
    }

    /** 403: who asks may not. */
    static HttpProblem forbidden(String words) {
        return new HttpProblem(403, "403 Forbidden", words);
    }

    /** 409: what is asked for cannot be done as things stand. */
    static HttpProblem conflict(String title, String words) {
        return new HttpProblem(409, title, words);
    }

    /** 503. */
    static HttpProblem outOfTime(String words) {
        return new HttpProblem(503, "503 Service Unavailable", words);
    }

    /** 503: too many ask; again in a second. */
    static HttpProblem overloaded() {
        return new HttpProblem(
                503, "503 Service Unavailable", "Too many requests at once, try again later.");
    }

    /** 503: the server's own disk fails. */
    static HttpProblem unstorable(String words) {
        return new HttpProblem(503, "503 Service Unavailable", words);
    }

    /** 500, without a word of what went wrong inside. */
    static HttpProblem internal() {
        return new HttpProblem(500, "500 Internal Server Error", "");
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
    byte[] json() {
        return json(Optional.empty());
    }

    /** The body, with the trace that tells more, where there is one. */
    byte[] json(Optional<String> trace) {
        JsonBuffer json = new JsonBuffer().startObject().key("title").value(title);
        if (!description.isEmpty()) {
            json.key("description").value(description);
        }
        trace.ifPresent(id -> json.key("trace_id").value(id));
        return json.endObject().toBytes();
    }
}
