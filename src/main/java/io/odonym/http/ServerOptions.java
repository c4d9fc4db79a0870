package io.odonym.http;

import java.util.List;
import java.util.Objects;

/**
 * How the server answers; the defaults are those of addok under the BAN's configuration.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param attribution whose data it is
 * @param licence the data's licence
 * @param filters the parameters that filter
 * @param filterSeparator between the values of a filter; empty for none
 */
public record ServerOptions(
        String host,
        int port,
        String attribution,
        String licence,
        List<String> filters,
        String filterSeparator) {

    /** addok's own, on all addresses. */
    public static final ServerOptions DEFAULT =
            new ServerOptions(
                    "0.0.0.0",
                    7878,
                    "BAN",
                    "ETALAB-2.0",
                    List.of("type", "citycode", "postcode"),
                    " ");

    public ServerOptions {
        Objects.requireNonNull(host);
    }

    /** The same elsewhere. */
    public ServerOptions at(String otherHost, int otherPort) {
        return new ServerOptions(
                otherHost, otherPort, attribution, licence, filters, filterSeparator);
    }
}
