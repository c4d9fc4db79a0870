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

/** Prepares and protects the address of the administration listener. Stateless. */
final class AdministrationSocket {

    private AdministrationSocket() {}

    /**
     * Checks that the server can listen at an address. Deletes the socket file of a server that has
     * ended.
     *
     * @throws ConfigurationException if the address is in use, or if the path is another file
     */
    static void prepare(SocketAddress address) {
        switch (address) {
            case InetSocketAddress tcp ->
                    GeocodingServer.checkPort(tcp.getHostString(), tcp.getPort());
            case UnixDomainSocketAddress unix -> deleteUnused(unix);
            default -> throw new ConfigurationException("cannot listen on " + address);
        }
    }

    private static void deleteUnused(UnixDomainSocketAddress address) {
        Path path = address.getPath();
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isOther() || isInUse(address)) {
                throw new ConfigurationException("admin-listener: " + path + " is in use");
            }
            Files.delete(path);
        } catch (IOException failure) {
            throw new ConfigurationException("admin-listener: " + failure.getMessage(), failure);
        }
    }

    private static boolean isInUse(UnixDomainSocketAddress address) {
        try (SocketChannel _ = SocketChannel.open(address)) {
            return true;
        } catch (IOException unused) {
            return false;
        }
    }

    /** Gives access to a Unix domain socket only to the user of the server. */
    static void restrict(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress unix) {
            try {
                Files.setPosixFilePermissions(
                        unix.getPath(), PosixFilePermissions.fromString("rw-------"));
            } catch (IOException failure) {
                throw new ConfigurationException(
                        "admin-listener: " + failure.getMessage(), failure);
            }
        }
    }
}
