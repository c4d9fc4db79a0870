package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.AdminOptions;
import io.odonym.geocode.ReloadResult;
import io.odonym.geocode.ReloadTrigger;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /admin/reload}, for those who run the server: programs on the same machine, and
 * whoever has the token.
 */
public final class AdminHandler {

    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    private static final String BEARER = "Bearer ";

    /**
     * A proxy on this machine hands on what others ask, and a browser on it what pages of others
     * make it ask.
     */
    private static final List<HeaderName> OTHERS_WORDS =
            List.of(
                    HeaderNames.FORWARDED,
                    HeaderNames.X_FORWARDED_FOR,
                    HeaderNames.create("X-Real-IP"),
                    HeaderNames.VIA,
                    HeaderNames.ORIGIN,
                    HeaderNames.create("Sec-Fetch-Site"));

    private final ReloadTrigger reloading;
    private final byte[] token;

    public AdminHandler(ReloadTrigger reloading, AdminOptions administration) {
        this.reloading = reloading;
        this.token = administration.token().getBytes(StandardCharsets.UTF_8);
    }

    public void route(HttpRouting.Builder routing) {
        RouteRegistrar.post(routing, "/admin/reload", this::reload);
    }

    private void reload(ServerRequest request, ServerResponse response) {
        admit(request, response);
        ReloadResult reload = reloading.reload("POST /admin/reload");
        if (!reload.swapped()) {
            throw HttpErrorException.conflict("Index refused", reload.words());
        }
        ResponseSender.sendJson(
                request,
                response,
                new JsonWriter()
                        .startObject()
                        .key("status")
                        .value("SWAPPED")
                        .key("description")
                        .value(reload.words())
                        .endObject()
                        .toBytes());
    }

    private void admit(ServerRequest request, ServerResponse response) {
        Optional<String> said = request.headers().first(HeaderNames.AUTHORIZATION);
        if (said.filter(this::isToken).isPresent() || said.isEmpty() && isHere(request)) {
            return;
        }
        if (token.length == 0) {
            throw HttpErrorException.forbidden(
                    "Only programs on the server's own machine may ask for this; admin-token lets"
                            + " others in.");
        }
        response.header(CHALLENGE);
        throw HttpErrorException.unauthorized("The token of admin-token is wanted.");
    }

    private boolean isToken(String said) {
        return token.length > 0
                && said.regionMatches(true, 0, BEARER, 0, BEARER.length())
                // Takes as long for a wrong token as for the right one.
                && MessageDigest.isEqual(
                        token,
                        said.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isHere(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                && peer.getAddress().isLoopbackAddress()
                && OTHERS_WORDS.stream().noneMatch(request.headers()::contains);
    }
}
