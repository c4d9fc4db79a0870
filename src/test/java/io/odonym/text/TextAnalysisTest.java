package io.odonym.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class TextAnalysisTest {

    private final TextAnalysis text = TextAnalysis.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12         | douz    | 12
                    12 bis     | 12b     | 12b
                    12bis      | 12b     | 12b
                    12 B       | 12b     | 12b
                    3 quater   | 3q      | 3q
                    17         | dixsep  | 17
                    1e         | premier | 1e
                    12 A B     | douzab  | 12ab
                    """)
    void namesHouseNumbers(String number, String key, String word) {
        assertThat(text.houseNumberWord(number)).isEqualTo(word);
        assertThat(text.houseNumberKey(number)).isEqualTo(key);
    }

    @Test
    void tellsWordsOfTokens() {
        Token number = text.parse("3 bis r du 8 mai troyes", 200).tokens().getFirst();
        assertThat(number).isEqualTo(new Token("3b", 0, 0, true, "3b"));
        List<Token> tokens = text.parse("17 rue", 200).tokens();
        assertThat(tokens.get(0).word()).isEqualTo("17");
        assertThat(tokens.get(1).part()).isEqualTo(1);
        assertThat(tokens.get(1).houseNumber()).isTrue();
        assertThat(tokens.get(2).houseNumber()).isFalse();
    }

    @Test
    void refusesQueriesThatAreTooLong() {
        assertThat(text.parse("a".repeat(200), 200).folded()).hasSize(200);
        assertThatThrownBy(() -> text.parse("a".repeat(201), 200))
                .isInstanceOf(TextLengthException.class)
                .hasMessage("Query too long, 201 chars, limit is 200");
        assertThat(text.parse("- ".repeat(300) + "a", 200).folded())
                .as("the limit is for the folded text")
                .isEqualTo("a");
    }

    @Test
    void explainsEveryStage() {
        List<TextAnalysis.Stage> stages = text.explain("Bât. A, 007 bis Bd Carnot 75001 CEDEX");
        assertThat(stages)
                .extracting(TextAnalysis.Stage::name)
                .containsExactly(
                        "fold",
                        "extract_address",
                        "clean_query",
                        "remove_leading_zeros",
                        "tokenize",
                        "normalize",
                        "glue_ordinal",
                        "fold_ordinal",
                        "flag_housenumber",
                        "synonymize",
                        "phonemicize");
        assertThat(stages.get(1).tokens()).containsExactly("007 bis bd carnot 75001 cedex");
        assertThat(stages.get(2).tokens()).containsExactly("007 bis bd carnot 75");
        assertThat(stages.get(3).tokens()).containsExactly("7 bis bd carnot 75");
        assertThat(stages.get(6).tokens()).containsExactly("7bis", "bd", "carnot", "75");
        assertThat(stages.get(8).tokens())
                .containsExactly("7b (house number)", "bd", "carnot", "75");
        assertThat(stages.get(9).tokens())
                .containsExactly("7b (house number)", "boulevard", "carnot", "75");
        assertThat(stages.get(10).tokens())
                .containsExactly("7b (house number)", "boulevar", "karno", "75");
    }

    @Test
    void worksAsLuceneAnalyzer() throws IOException {
        List<String> tokens = new ArrayList<>();
        try (FrenchAddressAnalyzer analyzer = new FrenchAddressAnalyzer(Synonyms.standard());
                TokenStream stream = analyzer.tokenStream("name", "3 bis Bd du Général-Leclerc")) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        }
        assertThat(tokens).isEqualTo(text.tokens("3 bis Bd du Général-Leclerc"));
        assertThat(tokens).containsExactly("3b", "boulevar", "du", "jeneral", "leklerk");
    }

    @Test
    void keepsTokensApartFromOneTextToTheNext() {
        assertThat(text.tokens("12 bis")).containsExactly("12b");
        assertThat(text.tokens("rue")).containsExactly("ru");
        assertThat(text.tokens("")).isEmpty();
        assertThat(text.tokens("x".repeat(1000))).hasSize(1);
    }

    @Test
    void takesMoreSynonyms(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.txt");
        Files.writeString(file, "# mine\n\nresto, rest => restaurant du coin\nav => avant\n");
        TextAnalysis mine = TextAnalysis.with(Synonyms.standard().with(file));
        assertThat(mine.tokens("resto"))
                .containsExactlyElementsOf(text.tokens("restaurant du coin"));
        assertThat(mine.tokens("av")).containsExactlyElementsOf(text.tokens("avant"));
        assertThat(mine.tokens("bd")).containsExactlyElementsOf(text.tokens("boulevard"));
        assertThat(mine.version()).isNotEqualTo(text.version());
        assertThat(TextAnalysis.standard().version()).isEqualTo(text.version());
    }

    @ParameterizedTest
    @CsvSource({"no arrow here", "a =>", "a => b => c"})
    void refusesBadSynonyms(String line, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.txt");
        Files.writeString(file, "a => b\n" + line + "\n");
        assertThatThrownBy(() -> Synonyms.standard().with(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.txt, line 2")
                .hasMessageContaining(line);
    }
}
