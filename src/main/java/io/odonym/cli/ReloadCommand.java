package io.odonym.cli;

import io.odonym.configuration.AdminOptions;
import io.odonym.configuration.Configuration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * {@code odonym reload}: makes a server on the same machine replace its index. If {@code
 * admin-listener} is configured, the command sends a request to it and waits for the result.
 * Otherwise, the command sends SIGHUP to the server process. The operating system allows this only
 * if both processes have the same user.
 */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description =
                "Makes a server on this machine replace its index. With admin-listener, waits for"
                        + " the result; otherwise, sends SIGHUP.")
final class ReloadCommand implements Callable<Integer> {

    private static final String SUCCESS = "HTTP/1.1 200 ";

    @Option(
            names = "--pid",
            paramLabel = "N",
            description =
                    "The process ID of the server, which receives SIGHUP (default: the only server"
                            + " process of this user).")
    private Optional<Long> pid = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file of the server.")
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() throws IOException {
        AdminOptions options = Configuration.read(System.getenv(), config).administration();
        if (options.listener().isPresent() && pid.isEmpty()) {
            String response = request(options.listener().get(), options.token());
            String body = response.substring(response.indexOf("\r\n\r\n") + 1).strip();
            if (!response.startsWith(SUCCESS)) {
                throw new IOException(body);
            }
            System.out.println(body);
        } else {
            long process = pid.isPresent() ? pid.get() : findServer();
            SighupHandler.send(process);
            System.out.println("sent SIGHUP to process " + process + "; its log shows the result");
        }
        return 0;
    }

    private static String request(SocketAddress address, String token) throws IOException {
        String request =
                "POST /admin/reload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Length: 0\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                        + "\r\n";
        try (SocketChannel channel = SocketChannel.open(address)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IOException("admin-listener " + address + ": " + failure.getMessage());
        }
    }

    private static long findServer() throws IOException {
        List<Long> servers =
                ProcessHandle.allProcesses()
                        .filter(process -> isServer(process.info()))
                        .map(ProcessHandle::pid)
                        .toList();
        if (servers.size() != 1) {
            throw new IOException(
                    servers.isEmpty()
                            ? "no server of this user is running on this machine"
                            : "this user runs several servers; select one with --pid: " + servers);
        }
        return servers.getFirst();
    }

    private static boolean isServer(ProcessHandle.Info process) {
        Optional<String> user = ProcessHandle.current().info().user();
        List<String> arguments = Arrays.asList(process.arguments().orElse(new String[0]));
        int program = Math.max(arguments.indexOf(Main.class.getName()), indexOfJar(arguments));
        return process.user().equals(user)
                && program >= 0
                && program + 1 < arguments.size()
                && arguments.get(program + 1).equals("serve");
    }

    private static int indexOfJar(List<String> arguments) {
        int option = arguments.indexOf("-jar");
        return option >= 0
                        && option + 1 < arguments.size()
                        && arguments.get(option + 1).endsWith("odonym.jar")
                ? option + 1
                : -1;
    }
}
