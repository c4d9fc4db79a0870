package io.odonym.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The map tiles of the demo page.
 *
 * @param url URL template with {z}, {x}, {y} and optionally {s} for the subdomain; a path if the
 *     same host serves the tiles
 * @param attribution attribution of the tiles, in HTML
 */
public record MapTiles(String url, String attribution) {

    private static final Pattern SERVER = Pattern.compile("(https?)://([A-Za-z0-9{}.:-]+)(/.*)");

    public MapTiles {
        for (String placeholder : new String[] {"{z}", "{x}", "{y}"}) {
            if (!url.contains(placeholder)) {
                throw new ConfigurationException("tiles-url " + url + " lacks " + placeholder);
            }
        }
        if (!url.startsWith("/") && !SERVER.matcher(url).matches()) {
            throw new ConfigurationException(
                    "tiles-url " + url + " is neither http://, nor https://, nor a path");
        }
    }

    static Optional<MapTiles> of(ConfigurationValues values) {
        return of(
                values.raw(ConfigurationKey.TILES_URL),
                values.raw(ConfigurationKey.TILES_ATTRIBUTION));
    }

    /** The tiles of a URL template; empty for a blank one. */
    static Optional<MapTiles> of(String url, String attribution) {
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new MapTiles(url.strip(), attribution.strip()));
    }

    /** The source expression of the tiles for a Content-Security-Policy. */
    public String source() {
        Matcher server = SERVER.matcher(url);
        // A host with {s} becomes a wildcard for its subdomains.
        return server.matches() ? server.group(1) + "://" + host(server.group(2)) : "'self'";
    }

    private static String host(String template) {
        int end = template.lastIndexOf('}');
        return end < 0 ? template : "*" + template.substring(end + 1);
    }
}
