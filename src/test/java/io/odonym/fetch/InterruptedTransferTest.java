package io.odonym.fetch;

import static io.odonym.fetch.LoopbackFileServer.cutAfter;
import static io.odonym.fetch.LoopbackFileServer.reply;
import static io.odonym.fetch.LoopbackFileServer.stallAfter;
import static io.odonym.fetch.LoopbackFileServer.status;
import static io.odonym.fetch.LoopbackFileServer.whole;
import static io.odonym.fetch.LoopbackFileServer.wrongLength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.fetch.LoopbackFileServer.Reply;
import io.odonym.fetch.LoopbackFileServer.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Downloads a file from a server that cuts, stalls, lies about lengths, and answers with errors.
 */
class InterruptedTransferTest extends FetchFixture {

    /** Wrong answers to the first requests, after which the file is complete. */
    static Stream<Object[]> faults() {
        int half = BODY.length / 2;
        byte[] notFull = Arrays.copyOf(BODY, half);
        return Stream.of(
                new Object[] {"cut", List.of(cutAfter(half)), "bytes=" + half + "-"},
                new Object[] {"cut before the body", List.of(cutAfter(0)), ""},
                new Object[] {
                    "cut twice",
                    List.of(cutAfter(half), cutAfter(100)),
                    "bytes=" + (half + 100) + "-"
                },
                new Object[] {
                    "length too large", List.of(wrongLength(7)), "bytes=" + BODY.length + "-"
                },
                new Object[] {"length too small", List.of(wrongLength(-7)), ""},
                new Object[] {"truncated file", List.of(reply(200, V1, notFull)), ""},
                new Object[] {
                    "range ignored", List.of(cutAfter(half), whole(V1)), "bytes=" + half + "-"
                },
                new Object[] {
                    "another range",
                    List.of(
                            cutAfter(half),
                            reply(206, Map.of("Content-Range", "bytes 5-9/10"), BODY)),
                    ""
                },
                new Object[] {
                    "end of another version",
                    List.of(
                            cutAfter(half),
                            reply(
                                    206,
                                    Map.of(
                                            "ETag",
                                            "\"v0\"",
                                            "Content-Range",
                                            "bytes %d-%d/%d"
                                                    .formatted(half, BODY.length - 1, BODY.length)),
                                    Arrays.copyOfRange(BODY, half, BODY.length))),
                    ""
                },
                new Object[] {
                    "wrong bytes at the end",
                    List.of(
                            cutAfter(half),
                            reply(
                                    206,
                                    Map.of(
                                            "Content-Range",
                                            "bytes %d-%d/%d"
                                                    .formatted(half, BODY.length - 1, BODY.length)),
                                    new byte[BODY.length - half])),
                    ""
                },
                new Object[] {"web page", List.of(reply(200, Map.of(), "<html>".getBytes())), ""},
                new Object[] {"500", List.of(status(500, Map.of())), ""},
                new Object[] {
                    "502 after a cut",
                    List.of(cutAfter(half), status(502, Map.of())),
                    "bytes=" + half + "-"
                },
                new Object[] {"429", List.of(status(429, Map.of())), ""});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void repeatsTheRequestAfter(String fault, List<Reply> replies, String lastRange)
            throws Exception {
        server.next(replies.toArray(Reply[]::new));
        fetch();
        assertThat(downloaded()).isEqualTo(BODY);
        List<Request> requests = server.takeRequests();
        int expected = fault.equals("range ignored") ? 2 : replies.size() + 1;
        assertThat(requests).as("%s", notes).hasSize(expected);
        assertThat(requests.getLast().header("Range")).isEqualTo(lastRange);
        assertThat(requests.getLast().header("If-Range"))
                .isEqualTo(lastRange.isEmpty() ? "" : "\"v1\"");
        assertThat(notes).hasSize(expected - 1).allMatch(note -> note.startsWith(NAME + ": "));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20_000})
    void repeatsARequestThatStalls(int bytes) throws Exception {
        stallTimeout = Duration.ofMillis(200);
        server.next(stallAfter(bytes));
        fetch();
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(notes.getFirst()).contains("no data for 0.2 s");
        assertThat(server.takeRequests().get(1).header("Range"))
                .isEqualTo(bytes == 0 ? "" : "bytes=20000-");
    }

    @Test
    void errorsOfTheDiskAreNotRepeated() throws Exception {
        Path part = folder.resolve(".fetch").resolve(NAME + ".part");
        Files.createDirectories(part);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchException.class)
                .hasMessageStartingWith(part + ": ");
        assertThat(server.takeRequests()).hasSize(1);
    }

    @Test
    void finishesAfterAKillBetweenTheLastSteps() throws Exception {
        fetch();
        // The description is stored, but the file does not have its name yet.
        Path state = folder.resolve(".fetch");
        Files.move(folder.resolve(NAME), state.resolve(NAME + ".part"));
        Files.copy(state.resolve(NAME + ".properties"), state.resolve(NAME + ".part.properties"));
        Files.writeString(state.resolve(NAME + ".properties.new"), "incomplete");
        server.takeRequests();
        fetch();
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(server.takeRequests())
                .extracting(request -> request.header("Range"))
                .containsExactly("bytes=" + BODY.length + "-");
    }

    @Test
    void resumesOnlyTheSameVersion() throws Exception {
        server.next(
                cutAfter(1000),
                (request, _, socket) -> {
                    server.put(PATH, NEW_BODY, V2);
                    whole(V2)
                            .send(
                                    request,
                                    Optional.of(new LoopbackFileServer.ServedFile(NEW_BODY, V2)),
                                    socket);
                });
        fetch();
        assertThat(downloaded()).isEqualTo(NEW_BODY);
    }

    @Test
    void doesNotResumeAFileWithoutValidators() throws Exception {
        server.put(PATH, BODY, Map.of());
        server.next(cutAfter(1000));
        fetch();
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(server.takeRequests()).allMatch(request -> request.header("Range").isEmpty());
    }

    @Test
    void delaysGrowAndFollowRetryAfter() throws Exception {
        String inAMinute =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1));
        server.next(
                status(503, Map.of()),
                status(503, Map.of()),
                status(503, Map.of("Retry-After", "7")),
                status(429, Map.of("Retry-After", inAMinute)));
        fetch();
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
        assertThat(pauses.get(2)).isEqualTo(Duration.ofSeconds(7));
        assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void givesUpAfterTheAttempts() {
        Reply busy = status(503, Map.of());
        server.next(busy, busy, busy, busy, busy);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchException.class)
                .hasMessage(server.url() + PATH + ": status 503; gave up after 5 attempts");
        assertThat(server.takeRequests()).hasSize(5);
    }

    @Test
    void progressCountsTheAttemptsAgain() throws Exception {
        byte[] content = new byte[6 << 20];
        new Random(4).nextBytes(content);
        byte[] large = gzip(content);
        server.put(PATH, large, V1);
        int step = (1 << 20) + 1;
        server.next(cutAfter(step), cutAfter(step), cutAfter(step), cutAfter(step), cutAfter(step));
        fetch();
        assertThat(downloaded()).isEqualTo(large);
        assertThat(server.takeRequests()).hasSize(6);
    }

    @Test
    void longWaitsAndFinalErrorsAreNotRepeated() throws Exception {
        server.next(status(503, Map.of("Retry-After", "3600")));
        assertThatThrownBy(this::fetch)
                .hasMessageEndingWith("answered with status 503 and asks to wait 3600 s");
        server.next(status(403, Map.of()));
        assertThatThrownBy(this::fetch)
                .hasMessageEndingWith("rejected the request with status 403");
        assertThatThrownBy(() -> fetch(false, "35", "56"))
                .hasMessage(
                        server.url()
                                + "/addok/adresses-addok-56.ndjson.gz: the server has no such file"
                                + " (status 404)");
        assertThat(pauses).isEmpty();
        // The other file is complete, but the selection is not.
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(new FetchFolder(folder).isUnfinished()).isTrue();
        server.put("/addok/adresses-addok-56.ndjson.gz", BODY, V1);
        assertThat(fetch(false, "35", "56").files())
                .extracting(FileResult::replaced)
                .containsExactly(false, true);
        assertThat(new FetchFolder(folder).isUnfinished()).isFalse();
    }

    @Test
    void reportsDamagedFiles() {
        byte[] page = "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8);
        server.next(
                reply(200, Map.of("Content-Type", "text/html"), page),
                reply(200, Map.of("Content-Type", "text/html"), page));
        assertThatThrownBy(this::fetch)
                .hasMessage(server.url() + PATH + ": not gzip data (the server sent text/html)");
    }
}
