package io.odonym.documentation;

import io.odonym.cli.CommandRunner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs the commands of {@code console} blocks: {@code curl} with a few of its options, {@code
 * ./odonym} in this process, and {@code cat}. The first {@code cat} of a file creates the file with
 * the shown content.
 */
final class ConsoleSession implements AutoCloseable {

    /** The address that documents show; requests go to the port of the test's server instead. */
    private static final String SHOWN_ADDRESS = "http://localhost:7878";

    private static final Set<String> WITHOUT_VALUE = Set.of("-s", "-sS", "-fsS");
    private static final Set<String> NEED_INDEX = Set.of("search", "geocode", "reverse");
    private static final String BOUNDARY = "----odonym-example";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final Path index;
    private final Path folder;

    /**
     * Starts a session.
     *
     * @param port the port of the server that answers {@code curl}
     * @param index the index of {@code ./odonym} commands that name none
     * @param folder the folder of the files that commands read and write
     */
    ConsoleSession(int port, Path index, Path folder) {
        this.address = "http://127.0.0.1:" + port;
        this.index = index;
        this.folder = folder;
    }

    /** Runs a command and returns its output. */
    String run(ConsoleExample example) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(example.words());
        Path redirect = null;
        if (words.size() > 2 && words.get(words.size() - 2).equals(">")) {
            redirect = folder.resolve(words.removeLast());
            words.removeLast();
        }
        String output =
                switch (words.getFirst()) {
                    case "curl" -> curl(words);
                    case "./odonym" -> odonym(words);
                    case "cat" -> cat(words.get(1), example.output());
                    default -> throw new IllegalStateException("unknown command " + words);
                };
        if (redirect == null) {
            return output;
        }
        Files.writeString(redirect, output);
        return "";
    }

    private String cat(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            Files.writeString(file, content + "\n");
        }
        return Files.readString(file);
    }

    private String odonym(List<String> words) {
        List<String> arguments = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            arguments.add(isFile(word) ? folder.resolve(word).toString() : word);
        }
        if (NEED_INDEX.contains(arguments.getFirst()) && !arguments.contains("--index")) {
            arguments.addAll(List.of("--index", index.toString()));
        }
        CommandRunner.Outcome outcome = CommandRunner.run(arguments.toArray(String[]::new));
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(words + " failed: " + outcome.output());
        }
        return outcome.output();
    }

    private static boolean isFile(String word) {
        return word.matches("[\\w.-]+\\.(csv|ndjson)");
    }

    private String curl(List<String> words) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        List<String> form = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (WITHOUT_VALUE.contains(word)) {
                continue;
            }
            if (word.startsWith("http")) {
                request.uri(URI.create(word.replace(SHOWN_ADDRESS, address)));
                continue;
            }
            String value = words.get(++i);
            switch (word) {
                case "-F" -> form.add(value);
                case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(value));
                case "-H" -> request.header(value.split(": ")[0], value.split(": ")[1]);
                case "-X" -> request.method(value, HttpRequest.BodyPublishers.noBody());
                default -> throw new IllegalStateException("unknown option of curl: " + word);
            }
        }
        if (!form.isEmpty()) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            request.POST(HttpRequest.BodyPublishers.ofString(multipart(form)));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private String multipart(List<String> form) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String field : form) {
            String name = field.substring(0, field.indexOf('='));
            String value = field.substring(field.indexOf('=') + 1);
            body.append(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\""
                            .formatted(BOUNDARY, name));
            if (value.startsWith("@")) {
                String file = value.substring(1);
                body.append("; filename=\"%s\"\r\nContent-Type: text/csv".formatted(file));
                value = Files.readString(folder.resolve(file));
            }
            body.append("\r\n\r\n").append(value).append("\r\n");
        }
        return body.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
