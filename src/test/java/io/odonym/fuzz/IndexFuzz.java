package io.odonym.fuzz;

import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.SearchRequest;
import io.odonym.index.store.IndexException;
import io.odonym.telemetry.PhaseRecorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Damaged indexes: refused, or their answers are the sound one's. The first byte chooses the file;
 * of the manifest the rest is put in the place, of others it is written over at the offset that the
 * next four bytes say.
 */
public final class IndexFuzz {

    private static final List<String> QUERIES =
            List.of("rue de rivoli paris", "12 r charbonel", "av", "evian les bains");

    private static final Path SOUND = Fixture.INDEX.get();
    private static final Path COPY = SOUND.resolveSibling("damaged");
    private static final List<Path> FILES = files();
    private static final List<String> ANSWERS = answers(Fixture.GEOCODER.get());

    private IndexFuzz() {}

    private static List<Path> files() {
        try (var walk = Files.walk(SOUND)) {
            List<Path> all =
                    walk.filter(Files::isRegularFile)
                            .map(SOUND::relativize)
                            // The manifest, which lies above the others, first.
                            .sorted(
                                    Comparator.comparing(Path::getNameCount)
                                            .thenComparing(Path::toString))
                            .toList();
            for (Path file : all) {
                restore(file);
            }
            return all;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void restore(Path file) throws IOException {
        Files.createDirectories(COPY.resolve(file).getParent());
        Files.write(COPY.resolve(file), Files.readAllBytes(SOUND.resolve(file)));
    }

    private static List<String> answers(ReloadableGeocoder geocoder) {
        return QUERIES.stream()
                .map(
                        query ->
                                geocoder.search(SearchRequest.of(query, 5), new PhaseRecorder())
                                        .features()
                                        .toString())
                .toList();
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length < 6) {
            return;
        }
        Path file = FILES.get(Math.floorMod(data[0], FILES.size()));
        byte[] sound = Files.readAllBytes(SOUND.resolve(file));
        byte[] damaged;
        if (file.toString().equals("manifest.json")) {
            damaged = Arrays.copyOfRange(data, 1, data.length);
        } else {
            damaged = sound.clone();
            int at = Math.floorMod(ByteBuffer.wrap(data, 1, 4).getInt(), Math.max(1, sound.length));
            int length = Math.min(data.length - 5, damaged.length - at);
            System.arraycopy(data, 5, damaged, at, length);
        }
        try {
            Files.write(COPY.resolve(file), damaged);
            try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(COPY)) {
                if (!answers(geocoder).equals(ANSWERS)) {
                    throw new AssertionError("wrong answers from a damaged " + file);
                }
            } catch (IndexException refused) {
                if (!String.valueOf(refused.getMessage()).contains(" ")) {
                    throw new AssertionError("no reason", refused);
                }
            }
        } finally {
            Files.write(COPY.resolve(file), sound);
        }
    }
}
