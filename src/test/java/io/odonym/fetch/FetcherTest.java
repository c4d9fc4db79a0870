package io.odonym.fetch;

import static io.odonym.fetch.LoopbackFileServer.correct;
import static io.odonym.fetch.LoopbackFileServer.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.fetch.LoopbackFileServer.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

/** Downloads files and selections from a server on the loopback interface. */
class FetcherTest extends FetchFixture {

    @Test
    void downloadsAFileAndItsDate() throws Exception {
        FetchResult result = fetch();
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(result.files()).containsExactly(new FileResult(NAME, true, BODY.length));
        assertThat(folder.resolve("DATA-DATE")).hasContent("2026-11-30");
        assertThat(new FetchFolder(folder).isUnfinished()).isFalse();
        assertThat(new FetchFolder(folder).selection())
                .get()
                .hasToString("Selection[areas=[35], format=ADDOK]");
        assertThat(server.takeRequests().getFirst().header("User-Agent")).startsWith("odonym (");
    }

    /** Headers of the first download, and the answer to the second request. */
    static Stream<Object[]> unchanged() {
        Map<String, String> date = Map.of("Last-Modified", DATE);
        Map<String, String> weak = Map.of("ETag", "W/\"v1\"");
        return Stream.of(
                new Object[] {V1, correct()},
                new Object[] {date, correct()},
                new Object[] {V1, whole(V1)},
                new Object[] {date, whole(date)},
                new Object[] {V1, whole(weak)});
    }

    @ParameterizedTest
    @MethodSource("unchanged")
    void doesNotDownloadAnUnchangedFile(Map<String, String> headers, Reply second)
            throws Exception {
        server.put(PATH, BODY, headers);
        fetch();
        server.next(second);
        assertThat(fetch().hasChanged()).isFalse();
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(server.takeRequests()).hasSize(2);
    }

    @Test
    void downloadsAFileAgainThatChangedOnDisk() throws Exception {
        fetch();
        Files.write(folder.resolve(NAME), new byte[] {1});
        server.takeRequests();
        assertThat(fetch().hasChanged()).isTrue();
        assertThat(downloaded()).isEqualTo(BODY);
        assertThat(server.takeRequests().getFirst().header("If-None-Match")).isEmpty();
    }

    @Test
    void replacesAFileOfWhichThereIsANewVersion() throws Exception {
        fetch();
        server.put(PATH, NEW_BODY, V2);
        assertThat(fetch().hasChanged()).isTrue();
        assertThat(downloaded()).isEqualTo(NEW_BODY);
    }

    @Test
    void keepsTheCurrentVersionIfTheNewOneShrank() throws Exception {
        fetch();
        byte[] small = gzip(3500, 3);
        server.put(PATH, small, V2);
        assertThatThrownBy(this::fetch)
                .hasMessageContaining("the new version has 13 % less content than the current one")
                .hasMessageContaining("--accept-shrink");
        assertThat(downloaded()).isEqualTo(BODY);
        server.takeRequests();
        fetch(true, "35");
        assertThat(downloaded()).isEqualTo(small);
        // The file was complete on disk, so that no byte is sent a second time.
        assertThat(server.takeRequests().getFirst().header("Range"))
                .isEqualTo("bytes=" + small.length + "-");
    }

    @Test
    void downloadsFilesInParallel() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(3);
        Reply together =
                (request, file, socket) -> {
                    try {
                        barrier.await();
                    } catch (InterruptedException | BrokenBarrierException failed) {
                        throw new IOException(failed);
                    }
                    correct().send(request, file, socket);
                };
        server.put("/addok/adresses-addok-22.ndjson.gz", BODY, V1);
        server.put("/addok/adresses-addok-29.ndjson.gz", BODY, V1);
        server.next(together, together, together);
        assertThat(fetch(false, "22", "29", "35").files()).hasSize(3);
    }

    @Test
    void deletesTheFilesOfThePreviousSelectionOnly() throws Exception {
        server.put("/addok/adresses-addok-22.ndjson.gz", BODY, V1);
        server.put("/35238/download/csv-bal/adresses", "a;b\n1;2\n".getBytes(), V1);
        Path own = Files.writeString(folder.resolve("own.csv"), "own");
        fetch(false, "35", "22");
        fetch(false, "22", "35238");
        assertThat(folder.resolve(NAME)).doesNotExist();
        assertThat(own).exists();
        assertThat(folder.resolve("bal-35238.csv")).hasContent("a;b\n1;2\n");
        Files.writeString(folder.resolve("adresses-addok-22.ndjson.gz"), "changed");
        fetch();
        assertThat(folder.resolve("adresses-addok-22.ndjson.gz")).hasContent("changed");
    }

    @Test
    void onlyOneProcessWritesToAFolder() throws Exception {
        FetchFolder target = new FetchFolder(folder);
        try (FolderLock _ = FolderLock.acquire(target.lock(), "busy")) {
            assertThatThrownBy(this::fetch)
                    .hasMessage(
                            "another fetch is writing to %s (process %d); wait until it ends"
                                    .formatted(folder, ProcessHandle.current().pid()));
        }
        fetch();
        assertThat(downloaded()).isEqualTo(BODY);
    }
}
