package io.odonym.http.exchange;

import java.util.Set;

/**
 * Writes errors as the API of the Géoplateforme does: {@code {"code", "message", "detail"}}, and
 * 400 in place of 413 and 415. Stateless.
 */
public final class GeoplateformeError {

    private static final int BAD_REQUEST = 400;

    /** The statuses in place of which the Géoplateforme sends 400. */
    private static final Set<Integer> SENT_AS_BAD_REQUEST = Set.of(413, 415);

    private static final int SERVER_ERROR = 500;

    private GeoplateformeError() {}

    /** Returns the HTTP status code of an error. */
    static int status(HttpErrorException error) {
        return SENT_AS_BAD_REQUEST.contains(error.status()) ? BAD_REQUEST : error.status();
    }

    /** Returns the body of an error: JSON in UTF-8. */
    public static byte[] json(HttpErrorException error) {
        JsonWriter json = new JsonWriter().startObject();
        json.key("code").value(status(error)).key("message").value(message(error));
        if (!error.details().isEmpty()) {
            json.key("detail").value(error.details());
        }
        return json.endObject().toBytes();
    }

    /** Returns the message of an error, without the status code. */
    public static String message(HttpErrorException error) {
        if (error.status() == SERVER_ERROR) {
            return "An unexpected error has occurred";
        }
        if (!error.details().isEmpty() || error.description().isEmpty()) {
            String status = error.status() + " ";
            return error.title().startsWith(status)
                    ? error.title().substring(status.length())
                    : error.title();
        }
        return error.description();
    }
}
