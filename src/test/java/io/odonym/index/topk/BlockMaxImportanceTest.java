package io.odonym.index.topk;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.GeneratedIndex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class BlockMaxImportanceTest {

    @TempDir private Path folder;

    @Test
    void returnsTheMaximumImportanceOfABlockOf64Documents() throws IOException {
        try (GeneratedIndex generated = GeneratedIndex.create(folder.resolve("i"))) {
            double[] maxima = new double[(GeneratedIndex.DOCUMENTS - 1) / 64 + 1];
            for (int document = 0; document < GeneratedIndex.DOCUMENTS; document++) {
                double importance = generated.place(document).importance();
                maxima[document / 64] = Math.max(maxima[document / 64], importance);
            }
            for (int document = 0; document < GeneratedIndex.DOCUMENTS; document++) {
                assertThat(generated.blockMaxImportance().maxImportance(document))
                        .isEqualTo(maxima[document / 64]);
            }
        }
    }
}
