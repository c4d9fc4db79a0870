package io.odonym.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.fetch.LoopbackFileServer.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

class ProxiesTest {

    private static final Map<String, String> BOTH =
            Map.of("HTTP_PROXY", "http://web:3128", "https_proxy", "secure:8080");

    private static String proxy(Map<String, String> environment, String url) {
        Proxy proxy = Proxies.of(environment).select(URI.create(url)).getFirst();
        return proxy.type() == Proxy.Type.DIRECT ? "" : proxy.address().toString();
    }

    @Test
    void followsTheVariables() {
        assertThat(proxy(BOTH, "http://ban.example/x")).startsWith("web").endsWith(":3128");
        assertThat(proxy(BOTH, "https://ban.example/x")).startsWith("secure").endsWith(":8080");
        assertThat(proxy(Map.of(), "https://ban.example/x")).isEmpty();
        assertThat(proxy(BOTH, "http://127.0.0.1:8000/x")).isEmpty();
        assertThat(proxy(BOTH, "http://localhost/x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ban.example | http://ban.example/ | true",
                "BAN.example | http://www.ban.example/ | true",
                ".example | http://ban.example/ | true",
                "*.example | http://ban.example/ | true",
                "* | http://ban.example/ | true",
                "an.example | http://ban.example/ | false",
                "other, ban.example:8000 | http://ban.example:8000/ | true",
                "ban.example:8000 | http://ban.example/ | false",
                "10.0.0.0/8 | http://10.1.2.3/ | true",
                "10.0.0.0/8 | http://11.1.2.3/ | false",
                "10.1.2.3 | http://10.1.2.3/ | true"
            })
    void noProxyExcludesHosts(String noProxy, String url, boolean direct) {
        Map<String, String> environment =
                Map.of("HTTP_PROXY", "http://web:3128", "NO_PROXY", noProxy);
        assertThat(proxy(environment, url).isEmpty()).isEqualTo(direct);
    }

    @Test
    void rejectsOtherProxiesWithoutShowingPasswords() {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", "socks5://user:secret@x:1")))
                .hasMessage(
                        "HTTPS_PROXY is not the address of an HTTP proxy, such as"
                                + " http://proxy:3128");
    }

    @Test
    void sendsThePasswordToTheProxyThatAsksForIt() throws Exception {
        try (LoopbackFileServer proxy = new LoopbackFileServer()) {
            proxy.put("/file", "content".getBytes(), Map.of());
            proxy.next(
                    LoopbackFileServer.status(
                            407, Map.of("Proxy-Authenticate", "Basic realm=\"proxy\"")));
            String address = proxy.url().toString().replace("http://", "http://user:p%40ss@");
            try (HttpClient client = Proxies.of(Map.of("HTTP_PROXY", address)).newClient()) {
                HttpResponse<String> response =
                        client.send(
                                HttpRequest.newBuilder(URI.create("http://ban.invalid/file"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("content");
            }
            Request request = proxy.takeRequests().getLast();
            assertThat(request.target()).isEqualTo("http://ban.invalid/file");
            // The base64 form of "user:p@ss".
            assertThat(request.header("Proxy-Authorization")).isEqualTo("Basic dXNlcjpwQHNz");
        }
    }
}
