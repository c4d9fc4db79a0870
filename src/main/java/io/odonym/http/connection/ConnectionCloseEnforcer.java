package io.odonym.http.connection;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Ensures that no request is read from an HTTP/1.1 connection after a request or a response with
 * {@code Connection: close}. Helidon 4.5.0 announces the close but keeps the connection open
 * (Helidon issue 12324). If the rest of a body is then read as a request, a client can send
 * requests that appear to come from other clients of the same proxy. Stateless.
 */
public final class ConnectionCloseEnforcer implements Http1ConnectionListener {

    /** Creates a listener for the requests and the responses of a server. */
    public ConnectionCloseEnforcer() {}

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers.contains(HeaderNames.CONNECTION)
                && headers.containsToken(HeaderValues.CONNECTION_CLOSE)
                && context.dataReader() instanceof Http1DataReader reader) {
            reader.endAfterCurrentRequest();
        }
    }
}
