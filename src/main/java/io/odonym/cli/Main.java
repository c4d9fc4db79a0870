package io.odonym.cli;

public final class Main {
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        var m =
                io.odonym.index.Importer.run(
                        new io.odonym.index.ImportRequest(
                                java.util.List.of(java.nio.file.Path.of(args[0])),
                                java.nio.file.Path.of(args[1]),
                                0.01,
                                2),
                        io.odonym.text.TextAnalysis.standard(),
                        io.odonym.index.ImportListener.NONE);
        System.out.println(
                m.documents()
                        + " "
                        + m.houseNumbers()
                        + " "
                        + m.bytes()
                        + " "
                        + (System.nanoTime() - start) / 1e9);
    }
}
