package io.odonym.http.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The address by which limits per client identify a client. An IPv6 client is identified by the
 * first 64 bits of its address, because a subscriber can use all addresses with the same 64 bits
 * (RFC 6177). Immutable.
 *
 * @param ipv6 whether this is an IPv6 address
 * @param prefix the 32 bits of an IPv4 address, or the first 64 bits of an IPv6 address
 */
public record ClientAddressPrefix(boolean ipv6, long prefix) {

    /** Returns the client address of an IP address. */
    public static ClientAddressPrefix of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? new ClientAddressPrefix(false, Integer.toUnsignedLong(bytes.getInt()))
                : new ClientAddressPrefix(true, bytes.getLong());
    }

    /**
     * Returns the address in text form; an IPv6 address as a range such as {@code
     * 2001:db8:0:1::/64}.
     */
    @Override
    public String toString() {
        return ipv6
                ? "%x:%x:%x:%x::/64"
                        .formatted(
                                prefix >>> 48,
                                prefix >>> 32 & 0xFFFF,
                                prefix >>> 16 & 0xFFFF,
                                prefix & 0xFFFF)
                : "%d.%d.%d.%d"
                        .formatted(
                                prefix >>> 24,
                                prefix >>> 16 & 0xFF,
                                prefix >>> 8 & 0xFF,
                                prefix & 0xFF);
    }
}
