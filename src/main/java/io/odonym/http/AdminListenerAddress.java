package io.odonym.http;

import io.odonym.configuration.ConfigurationException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The address of the administration listener.
 *
 * <p>A new Unix domain socket gets its permissions from the umask, so other users could connect to
 * it before the server restricts them. The listener therefore binds the socket in a folder of its
 * own, to which only the user of the server has access. {@link #publish()} changes the permissions
 * of the socket and then moves it to its path.
 */
final class AdminListenerAddress implements AutoCloseable {

    private static final int RADIX = 36;

    private final SocketAddress address;
    private final Optional<UnixDomainSocketAddress> unpublished;
    private Optional<Object> published = Optional.empty();

    private AdminListenerAddress(
            SocketAddress address, Optional<UnixDomainSocketAddress> unpublished) {
        this.address = address;
        this.unpublished = unpublished;
    }

    /**
     * Checks that the server can listen at an address. Deletes a socket file that a server left
     * behind when it ended.
     *
     * @throws ConfigurationException if the address is in use, or if the path is a file other than
     *     a socket
     */
    static AdminListenerAddress prepare(SocketAddress address) {
        return switch (address) {
            case InetSocketAddress tcp -> {
                GeocodingServer.checkPort(tcp.getHostString(), tcp.getPort());
                yield new AdminListenerAddress(address, Optional.empty());
            }
            case UnixDomainSocketAddress unix -> {
                Path path = unix.getPath().toAbsolutePath();
                try {
                    deleteUnused(path);
                    yield new AdminListenerAddress(address, Optional.of(privateAddress(path)));
                } catch (IOException failure) {
                    throw failed(failure);
                }
            }
            default -> throw new ConfigurationException("cannot listen on " + address);
        };
    }

    /** Creates a folder next to a path, and returns an address in it. */
    private static UnixDomainSocketAddress privateAddress(Path path) throws IOException {
        // The length of a socket address is limited to about 100 bytes.
        String name = "." + Integer.toUnsignedString(ThreadLocalRandom.current().nextInt(), RADIX);
        Path folder =
                Files.createDirectory(
                        path.resolveSibling(name),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        return UnixDomainSocketAddress.of(folder.resolve("s"));
    }

    private static void deleteUnused(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!attributes(path).isOther() || isInUse(path)) {
            throw new ConfigurationException("admin-listener: " + path + " is in use");
        }
        Files.delete(path);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isInUse(Path path) {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return true;
        } catch (IOException unused) {
            return false;
        }
    }

    private static ConfigurationException failed(IOException failure) {
        return new ConfigurationException("admin-listener: " + failure.getMessage(), failure);
    }

    /** Returns the address that the listener must bind. */
    SocketAddress bindAddress() {
        return unpublished.map(SocketAddress.class::cast).orElse(address);
    }

    /**
     * Gives the user of the server, and nobody else, access to the bound socket.
     *
     * @throws ConfigurationException if the listener could not bind its address
     */
    void publish() {
        if (unpublished.isPresent()) {
            Path socket = unpublished.get().getPath();
            try {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
                published = Optional.ofNullable(attributes(socket).fileKey());
                Files.move(socket, path());
            } catch (IOException failure) {
                throw failed(failure);
            } finally {
                deleteFolder();
            }
        }
    }

    private Path path() {
        return ((UnixDomainSocketAddress) address).getPath();
    }

    private void deleteFolder() {
        Path socket = unpublished.orElseThrow().getPath();
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Deletes the socket file, unless it is the socket of another server. */
    @Override
    public void close() {
        try {
            if (published.isPresent()
                    && Files.exists(path(), LinkOption.NOFOLLOW_LINKS)
                    && published.get().equals(attributes(path()).fileKey())) {
                Files.delete(path());
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }
}
