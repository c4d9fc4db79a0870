package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.configuration.ConfigurationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

@EnabledOnOs({OS.LINUX, OS.MAC})
class AdminListenerAddressTest {

    @TempDir private Path folder;
    private UnixDomainSocketAddress address;

    @BeforeEach
    void setAddress() {
        address = UnixDomainSocketAddress.of(folder.resolve("admin.sock"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** No other user can connect at any time between the bind and the change of the mode. */
    @Test
    void bindsInAPrivateFolder() throws IOException {
        try (AdminListenerAddress socket = AdminListenerAddress.prepare(address);
                ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path bound = ((UnixDomainSocketAddress) socket.bindAddress()).getPath();
            assertThat(permissions(bound.getParent())).isEqualTo("rwx------");
            listener.bind(socket.bindAddress());
            assertThat(address.getPath()).doesNotExist();
            socket.publish();
            assertThat(permissions(address.getPath())).isEqualTo("rw-------");
            assertThat(folder.toFile().list()).containsExactly("admin.sock");
            SocketChannel.open(address).close();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void doesNotDeleteTheSocketOfAnotherServer() throws IOException {
        AdminListenerAddress socket = AdminListenerAddress.prepare(address);
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(socket.bindAddress());
            socket.publish();
            Files.delete(address.getPath());
            other.bind(address);
            socket.close();
            assertThat(address.getPath()).exists();
        }
    }

    @Test
    void reportsAListenerThatCouldNotBind() {
        AdminListenerAddress socket = AdminListenerAddress.prepare(address);
        assertThatThrownBy(socket::publish)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("admin-listener: ");
        assertThat(folder).isEmptyDirectory();
    }
}
