package io.odonym.documentation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.documentation.Markdown.CodeBlock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A proxy with the configuration in docs/reverse-proxy.md, on a free port of the loopback. */
final class ProxyProcess implements AutoCloseable {

    private static final Path DOCUMENT = Path.of("docs/reverse-proxy.md");
    private static final String PASSWORD = "password";

    /** What surrounds the configuration of a site in the main configuration file of nginx. */
    private static final String NGINX_MAIN =
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
            }
            """;

    private final Process process;
    private final int port;

    private ProxyProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a proxy. Skips the test if the proxy is not installed.
     *
     * @param name {@code nginx} or {@code haproxy}, which is also the info string of the block
     * @param folder a folder for the certificate, the configuration and the log
     * @param servers the ports of the two servers of the configuration
     */
    static ProxyProcess start(String name, Path folder, List<Integer> servers) throws Exception {
        Optional<Path> program = find(name);
        assumeTrue(program.isPresent(), name + " is not installed");
        int port = freePort();
        writeCertificate(folder);
        String recipe = recipe(name);
        Map<String, String> replaced =
                Map.of(
                        "10.0.0.1:7878",
                        "127.0.0.1:" + servers.getFirst(),
                        "10.0.0.2:7878",
                        "127.0.0.1:" + servers.getLast(),
                        name.equals("nginx") ? "listen 443" : "bind :443",
                        (name.equals("nginx") ? "listen " : "bind ") + "127.0.0.1:" + port,
                        "/etc/" + name + (name.equals("nginx") ? "/tls/" : "/"),
                        folder + "/");
        for (Map.Entry<String, String> each : replaced.entrySet()) {
            if (!recipe.contains(each.getKey())) {
                throw new IllegalStateException(DOCUMENT + " does not contain " + each.getKey());
            }
            recipe = recipe.replace(each.getKey(), each.getValue());
        }
        Path configuration =
                Files.writeString(
                        folder.resolve(name + ".conf"),
                        name.equals("nginx")
                                ? NGINX_MAIN.formatted(folder, recipe)
                                : recipe + "\n");
        Path log = folder.resolve(name + ".log");
        Process process =
                new ProcessBuilder(
                                program.get().toString(),
                                name.equals("nginx") ? "-c" : "-f",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        ProxyProcess proxy = new ProxyProcess(process, port);
        proxy.awaitListening(log);
        return proxy;
    }

    private static String recipe(String name) throws IOException {
        List<CodeBlock> blocks =
                Markdown.codeBlocks(DOCUMENT).stream()
                        .filter(block -> block.info().equals(name))
                        .toList();
        if (blocks.size() != 1) {
            throw new IllegalStateException(DOCUMENT + " has " + blocks.size() + " of " + name);
        }
        return String.join("\n", blocks.getFirst().lines());
    }

    private static Optional<Path> find(String name) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Writes a new key and certificate: geocoder.key for nginx, and both in geocoder.pem. */
    private static void writeCertificate(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("geocoder.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "geocoder",
                        "-dname",
                        "CN=geocoder.example.org",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        String key =
                pem("PRIVATE KEY", keys.getKey("geocoder", PASSWORD.toCharArray()).getEncoded());
        Files.writeString(folder.resolve("geocoder.key"), key);
        Files.writeString(
                folder.resolve("geocoder.pem"),
                pem("CERTIFICATE", keys.getCertificate("geocoder").getEncoded()) + key);
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN "
                + type
                + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END "
                + type
                + "-----\n";
    }

    private void awaitListening(Path log) throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("the proxy ended: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
