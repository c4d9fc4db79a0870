package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.store.IndexArchive;
import io.odonym.index.store.IndexException;

import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

@EnabledOnOs({OS.LINUX, OS.MAC})
class IndexCacheTest {

    private static final String KEY = "0123456789abcdef";
    private static final int NOBODY = 65_534;

    @TempDir private Path parent;
    private IndexCache cache;
    private int copies;

    @BeforeEach
    void setCache() {
        cache = new IndexCache(parent.resolve("cache"));
    }

    private IndexCache.Opened<String> open(String original) throws IOException {
        IndexCache.Source source =
                new IndexCache.Source(
                        KEY,
                        "original",
                        directory -> {
                            copies++;
                            Files.writeString(directory.resolve("data"), original);
                        });
        return cache.open(source, IndexCacheTest::read);
    }

    private static String read(Path directory) throws IOException {
        String text = Files.readString(directory.resolve("data"));
        if (!text.startsWith("valid")) {
            throw new IndexException("the index is damaged: " + text);
        }
        return text;
    }

    private Path data() {
        return cache.folder().resolve(KEY).resolve("data");
    }

    private static void chmod(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void copiesAnIndexOnce() throws IOException {
        assertThat(open("valid 1")).isEqualTo(new IndexCache.Opened<>("valid 1", true));
        assertThat(open("valid 2")).isEqualTo(new IndexCache.Opened<>("valid 1", false));
        assertThat(cache.folder().toFile().list()).containsExactlyInAnyOrder(KEY, KEY + ".lock");
    }

    @Test
    void copiesADamagedCopyAgain() throws IOException {
        open("valid 1");
        Files.writeString(data(), "flipped bit");
        assertThat(open("valid 2")).isEqualTo(new IndexCache.Opened<>("valid 2", true));
        assertThat(open("valid 3").copied()).isFalse();
    }

    @Test
    void reportsADamagedOriginalAfterOneCopy() {
        assertThatThrownBy(() -> open("flipped bit")).isInstanceOf(IndexException.class);
        assertThat(copies).isEqualTo(1);
        assertThatThrownBy(() -> open("flipped bit")).isInstanceOf(IndexException.class);
        assertThat(copies).isEqualTo(2);
    }

    @Test
    void onlyTheUserHasAccessToTheCopies() throws IOException {
        open("valid");
        for (Path folder : List.of(cache.folder(), cache.folder().resolve(KEY))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void replacesACopyToWhichOthersCanWrite() throws IOException {
        open("valid 1");
        chmod(cache.folder().resolve(KEY), "rwxrwx---");
        assertThat(open("valid 2")).isEqualTo(new IndexCache.Opened<>("valid 2", true));
    }

    @ParameterizedTest
    @CsvSource({"rwxrwx---, 0", "rwxr-x-wx, 0", "rwxr-xr-x, 1", "rwx------, 1"})
    void rejectsACacheToWhichOthersCanWrite(String permissions, int expected) throws IOException {
        Files.createDirectory(cache.folder());
        chmod(cache.folder(), permissions);
        if (expected == 0) {
            assertThatThrownBy(() -> open("valid"))
                    .isInstanceOf(IndexException.class)
                    .hasMessage(
                            "the index cache "
                                    + cache.folder()
                                    + " can be changed by other users; choose another folder with"
                                    + " --index-cache, or change its permissions");
        } else {
            open("valid");
        }
        assertThat(copies).isEqualTo(expected);
    }

    @Test
    void acceptsAFolderLikeTmp() throws IOException {
        Files.createDirectory(cache.folder());
        Files.setAttribute(cache.folder(), "unix:mode", 01777);
        assertThat(open("valid").copied()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cache, false", "cache/" + KEY + ", false", "cache, true"})
    void rejectsWhatAnotherUserHasCreated(String path, boolean link) throws IOException {
        open("valid");
        assumeTrue((int) Files.getAttribute(data(), "unix:uid") == 0, "needs root");
        Path others = parent.resolve(path);
        if (link) {
            Path target = Files.move(cache.folder(), parent.resolve("target"));
            Files.createSymbolicLink(others, target);
            UserPrincipal nobody =
                    others.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            Files.getFileAttributeView(
                            others, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(nobody);
        } else {
            Files.setAttribute(others, "unix:uid", NOBODY);
        }
        assertThatThrownBy(() -> open("valid"))
                .isInstanceOf(IndexException.class)
                .hasMessageStartingWith("the index cache " + others + " belongs to another user; ");
    }

    @Test
    void unpacksADamagedIndexAgain() throws Exception {
        Path archive = parent.resolve("index.tar.zst");
        IndexArchive.pack(Indexes.of(parent, "Amiens"), archive, _ -> {});
        IndexLocalizer localizer =
                new IndexLocalizer(
                        new IndexLocation(archive.toString(), cache.folder().toString(), List.of()),
                        new Configuration(false));
        assertThat(openAndClose(localizer)).isTrue();
        assertThat(openAndClose(localizer)).isFalse();
        Indexes.flipBit(Indexes.dataFile(cache.folder(), "heaviest"));
        assertThat(openAndClose(localizer)).isTrue();
        assertThat(openAndClose(localizer)).isFalse();
    }

    private static boolean openAndClose(IndexLocalizer localizer) throws IOException {
        IndexCache.Opened<ReloadableGeocoder> opened = localizer.open(ReloadableGeocoder::open);
        opened.index().close();
        return opened.copied();
    }
}
