package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.IpNetwork;
import io.odonym.configuration.ProxyOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which client a request comes from, with and without proxies. */
class ClientAddressResolverTest {

    private static ClientAddressResolver resolver(ProxyOptions.Header header, String... trusted) {
        return new ClientAddressResolver(
                new ProxyOptions(
                        Stream.of(trusted)
                                .map(text -> IpNetwork.parse(text).orElseThrow())
                                .toList(),
                        header));
    }

    private static String resolve(ProxyOptions.Header header, String peer, String... lines) {
        return resolver(header, "10.0.0.0/8", "2001:db8::1")
                .resolve(InetAddress.ofLiteral(peer), List.of(lines))
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The sender is no trusted proxy.
                "192.0.2.1 | 198.51.100.7                         | 192.0.2.1",
                "10.0.0.1  | 198.51.100.7                         | 198.51.100.7",
                "10.0.0.1  | 1.1.1.1, 198.51.100.7                | 198.51.100.7",
                "10.0.0.1  | 1.1.1.1, 198.51.100.7, 10.9.9.9      | 198.51.100.7",
                "10.0.0.1  | 10.2.2.2, 10.3.3.3                   | 10.2.2.2",
                "10.0.0.1  | unknown                              | 10.0.0.1",
                "10.0.0.1  | 1.1.1.1, unknown, 10.3.3.3           | 10.3.3.3",
                "10.0.0.1  | 198.51.100.7:4711                    | 198.51.100.7",
                "10.0.0.1  | [2001:db8::7]:4711                   | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1  | 2001:db8::7                          | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1  | 198.51.100.7, 2001:db8::1            | 198.51.100.7",
                "10.0.0.1  | ::ffff:198.51.100.7                  | 198.51.100.7",
                "10.0.0.1  | example.org                          | 10.0.0.1",
                "10.0.0.1  | fe80::1%lo                           | 10.0.0.1",
                "10.0.0.1  | 1.2.3                                | 10.0.0.1",
                "10.0.0.1  | ,                                    | 10.0.0.1",
            })
    void readsForwardedForFromTheRight(String peer, String line, String client) {
        assertThat(resolve(ProxyOptions.Header.X_FORWARDED_FOR, peer, line))
                .isEqualTo(InetAddress.ofLiteral(client).getHostAddress());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=198.51.100.7                               | 198.51.100.7",
                "For=\"198.51.100.7:80\";proto=http;by=10.0.0.1 | 198.51.100.7",
                "proto=https; for=\"[2001:db8::7]:4711\"        | 2001:db8:0:0:0:0:0:7",
                "for=1.1.1.1, for=198.51.100.7;host=a, for=10.1.1.1 | 198.51.100.7",
                "for=\", for=198.51.100.7                       | 198.51.100.7",
                "for=_hidden                                    | 10.0.0.1",
                "by=10.0.0.2                                    | 10.0.0.1",
            })
    void readsForwardedFromTheRight(String line, String client) {
        assertThat(resolve(ProxyOptions.Header.FORWARDED, "10.0.0.1", line)).isEqualTo(client);
    }

    @Test
    void readsTheLastLineOfTheHeaderFirst() {
        assertThat(
                        resolve(
                                ProxyOptions.Header.X_FORWARDED_FOR,
                                "10.0.0.1",
                                "1.1.1.1",
                                "198.51.100.7, 10.2.2.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void readsLongChainsInPart() {
        String[] proxies = new String[5_000];
        Arrays.fill(proxies, "10.2.2.2");
        assertThat(
                        resolve(
                                ProxyOptions.Header.X_FORWARDED_FOR,
                                "10.0.0.1",
                                "1.1.1.1," + String.join(",", proxies)))
                .isEqualTo("10.2.2.2");
    }

    @Test
    void identifiesAnIpv6ClientByItsFirst64Bits() {
        ClientAddressPrefix client =
                ClientAddressPrefix.of(InetAddress.ofLiteral("2001:db8:0:1::7"));
        assertThat(client)
                .isEqualTo(ClientAddressPrefix.of(InetAddress.ofLiteral("2001:db8:0:1:ffff::1")))
                .isNotEqualTo(ClientAddressPrefix.of(InetAddress.ofLiteral("2001:db8:0:2::7")))
                .hasToString("2001:db8:0:1::/64");
        assertThat(ClientAddressPrefix.of(InetAddress.ofLiteral("192.0.2.255")))
                .hasToString("192.0.2.255");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "10.0.0.0/+8",
                "a.b.c.d",
                "1"
            })
    void rejectsTextsThatAreNoNetwork(String text) {
        assertThat(IpNetwork.parse(text)).isEmpty();
    }

    @Test
    void comparesTheBitsOfTheirPrefix() {
        IpNetwork network = IpNetwork.parse("172.16.0.0/12").orElseThrow();
        assertThat(network.contains(InetAddress.ofLiteral("172.31.255.255"))).isTrue();
        assertThat(network.contains(InetAddress.ofLiteral("172.32.0.0"))).isFalse();
        assertThat(network.contains(InetAddress.ofLiteral("::1"))).isFalse();
        assertThat(
                        IpNetwork.parse("0.0.0.0/0")
                                .orElseThrow()
                                .contains(InetAddress.ofLiteral("9.9.9.9")))
                .isTrue();
    }
}
