package io.odonym.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;

import java.util.List;
import java.util.function.UnaryOperator;

/** A Lucene analyzer for French addresses, which consists of a tokenizer and a chain of filters. */
public final class FrenchAddressAnalyzer extends Analyzer {

    /**
     * A filter of the analyzer.
     *
     * @param name addok's name of the stage, used in explanations
     * @param filter a function that wraps the token stream of the previous stage
     */
    record Stage(String name, UnaryOperator<TokenStream> filter) {}

    private final List<Stage> stages;

    /** Creates an analyzer with the given synonyms. */
    public FrenchAddressAnalyzer(Synonyms synonyms) {
        this.stages = stages(synonyms, new PhoneticCache());
    }

    /** Returns the stages that follow the tokenizer, in order. */
    static List<Stage> stages(Synonyms synonyms, PhoneticCache cache) {
        return List.of(
                new Stage("normalize", FoldFilter::new),
                new Stage("glue_ordinal", GlueNumberSuffixFilter::new),
                new Stage("fold_ordinal", FoldNumberSuffixFilter::new),
                new Stage("flag_housenumber", FlagHouseNumberFilter::new),
                new Stage("synonymize", input -> new SynonymFilter(input, synonyms)),
                new Stage("phonemicize", input -> new PhoneticFilter(input, cache)));
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new WordTokenizer();
        TokenStream stream = words;
        for (Stage stage : stages) {
            stream = stage.filter().apply(stream);
        }
        return new TokenStreamComponents(words, stream);
    }
}
