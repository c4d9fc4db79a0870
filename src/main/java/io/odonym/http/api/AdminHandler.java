package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.AdminOptions;
import io.odonym.geocode.IndexReloader;
import io.odonym.geocode.ReloadResult;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Handles {@code POST /admin/reload}. Local programs may send the request without credentials; all
 * other clients need the bearer token. Thread-safe.
 */
public final class AdminHandler {

    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    private static final String BEARER = "Bearer ";

    /**
     * Headers of requests that arrive on a loopback connection but do not originate from a local
     * program: a local proxy forwards requests from remote clients, and a local browser sends
     * requests from web pages.
     */
    private static final List<HeaderName> THIRD_PARTY_HEADERS =
            List.of(
                    HeaderNames.FORWARDED,
                    HeaderNames.X_FORWARDED_FOR,
                    HeaderNames.create("X-Real-IP"),
                    HeaderNames.VIA,
                    HeaderNames.ORIGIN,
                    HeaderNames.create("Sec-Fetch-Site"));

    private final IndexReloader indexReloader;
    private final byte[] token;

    /**
     * Creates the handler.
     *
     * @param options the bearer token; empty if only local programs may call the handler
     */
    public AdminHandler(IndexReloader indexReloader, AdminOptions options) {
        this.indexReloader = indexReloader;
        this.token = options.token().getBytes(StandardCharsets.UTF_8);
    }

    /** Registers the route of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.post(routing, "/admin/reload", this::reload);
    }

    private void reload(ServerRequest request, ServerResponse response) {
        authorize(request, response);
        ReloadResult reload = indexReloader.reload("POST /admin/reload");
        if (!reload.swapped()) {
            throw HttpErrorException.conflict("Index refused", reload.message());
        }
        ResponseSender.sendJson(
                request,
                response,
                new JsonWriter()
                        .startObject()
                        .key("status")
                        .value("SWAPPED")
                        .key("description")
                        .value(reload.message())
                        .endObject()
                        .toBytes());
    }

    private void authorize(ServerRequest request, ServerResponse response) {
        Optional<String> authorization = request.headers().first(HeaderNames.AUTHORIZATION);
        if (authorization.filter(this::isToken).isPresent()
                || authorization.isEmpty() && isLocal(request)) {
            return;
        }
        if (token.length == 0) {
            throw HttpErrorException.forbidden(
                    "Only local programs may send this request, unless admin-token is configured.");
        }
        response.header(CHALLENGE);
        throw HttpErrorException.unauthorized(
                "The request must contain the bearer token that admin-token configures.");
    }

    private boolean isToken(String authorization) {
        return token.length > 0
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                // MessageDigest.isEqual compares in constant time, so that the response time
                // reveals nothing about the token.
                && MessageDigest.isEqual(
                        token,
                        authorization
                                .substring(BEARER.length())
                                .strip()
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLocal(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                && peer.getAddress().isLoopbackAddress()
                && THIRD_PARTY_HEADERS.stream().noneMatch(request.headers()::contains);
    }
}
