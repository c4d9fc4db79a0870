package io.odonym.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The map tiles that the page draws its map with.
 *
 * @param url their address, with {z}, {x}, {y} and perhaps {s} for the names of several servers; a
 *     path where Odonym's own server or a proxy before it has them
 * @param attribution who made them, in HTML
 */
public record MapTiles(String url, String attribution) {

    private static final Pattern SERVER = Pattern.compile("(https?)://([A-Za-z0-9{}.:-]+)(/.*)");

    public MapTiles {
        for (String place : new String[] {"{z}", "{x}", "{y}"}) {
            if (!url.contains(place)) {
                throw new ConfigurationException("tiles-url " + url + " lacks " + place);
            }
        }
        if (!url.startsWith("/") && !SERVER.matcher(url).matches()) {
            throw new ConfigurationException(
                    "tiles-url " + url + " is neither http://, nor https://, nor a path");
        }
    }

    /** The tiles at an address; none where it is empty. */
    static Optional<MapTiles> of(String url, String attribution) {
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new MapTiles(url.strip(), attribution.strip()));
    }

    /**
     * Whom a browser has to be allowed to ask for them, as a source of a Content-Security-Policy.
     */
    public String source() {
        Matcher server = SERVER.matcher(url);
        // {s} stands for the first part of the host's name.
        return server.matches() ? server.group(1) + "://" + host(server.group(2)) : "'self'";
    }

    private static String host(String template) {
        int end = template.lastIndexOf('}');
        return end < 0 ? template : "*" + template.substring(end + 1);
    }
}
