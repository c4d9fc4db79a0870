package io.odonym.configuration;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * A range of IP addresses in CIDR notation (RFC 4632), for example {@code 10.0.0.0/8}. A single
 * address is a range too. An IPv4-mapped IPv6 address is treated as IPv4. Immutable.
 *
 * @param address an address of the range
 * @param prefixLength the number of leading bits that all addresses of the range share, 0 to 32 for
 *     IPv4 and 0 to 128 for IPv6
 */
public record IpNetwork(InetAddress address, int prefixLength) {

    /**
     * The length of the longest IPv6 address in text form, in characters. The last 32 bits of such
     * an address are in IPv4 notation.
     */
    private static final int MAX_LITERAL_LENGTH = 45;

    private static final int MAX_PREFIX_DIGITS = 3;
    private static final int IPV4_DOTS = 3;

    public IpNetwork {
        Objects.requireNonNull(address);
        if (prefixLength < 0 || prefixLength > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("prefix length " + prefixLength);
        }
    }

    /** Parses an address or a range in CIDR notation. Returns empty if the text is neither. */
    public static Optional<IpNetwork> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = parseAddress(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().getAddress().length * Byte.SIZE;
        int prefixLength = slash < 0 ? bits : parsePrefixLength(text.substring(slash + 1));
        return prefixLength < 0 || prefixLength > bits
                ? Optional.empty()
                : Optional.of(new IpNetwork(address.get(), prefixLength));
    }

    private static int parsePrefixLength(String text) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return text.isEmpty() || text.length() > MAX_PREFIX_DIGITS || !digits
                ? -1
                : Integer.parseInt(text);
    }

    /**
     * Parses a numeric IP address without a name lookup. Returns empty for any other input, such as
     * host names, addresses with a zone, and IPv4 addresses with fewer than four parts.
     */
    public static Optional<InetAddress> parseAddress(String text) {
        if (text.length() > MAX_LITERAL_LENGTH) {
            return Optional.empty();
        }
        boolean ipv6 = text.indexOf(':') >= 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : 0;
            boolean valid = c >= '0' && c <= '9' || c == '.' || ipv6 && isHexOrColon(c);
            if (!valid) {
                return Optional.empty();
            }
        }
        if (!ipv6 && dots != IPV4_DOTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isHexOrColon(char c) {
        return c == ':' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** Returns whether an address is in this range. */
    public boolean contains(InetAddress other) {
        if (address instanceof Inet4Address != other instanceof Inet4Address) {
            return false;
        }
        byte[] own = address.getAddress();
        byte[] others = other.getAddress();
        int wholeBytes = prefixLength / Byte.SIZE;
        for (int i = 0; i < wholeBytes; i++) {
            if (own[i] != others[i]) {
                return false;
            }
        }
        int restBits = prefixLength % Byte.SIZE;
        return restBits == 0 || (own[wholeBytes] ^ others[wholeBytes]) >> Byte.SIZE - restBits == 0;
    }
}
