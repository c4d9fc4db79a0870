package io.odonym.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;

import java.util.List;
import java.util.function.UnaryOperator;

/** Lucene analyzer of French addresses: a tokenizer and the filters in their order. */
public final class FrenchAddressAnalyzer extends Analyzer {

    /**
     * A filter of the analyzer.
     *
     * @param name addok's name of the stage, used in explanations
     * @param filter wraps the token stream of the previous stages
     */
    record Stage(String name, UnaryOperator<TokenStream> filter) {}

    private final List<Stage> stages;

    /** Creates an analyzer with these synonyms. */
    public FrenchAddressAnalyzer(Synonyms synonyms) {
        this.stages = stages(synonyms, new PhoneticCache());
    }

    /** The stages after the tokenizer, in order. */
    static List<Stage> stages(Synonyms synonyms, PhoneticCache cache) {
        return List.of(
                new Stage("normalize", FoldFilter::new),
                new Stage("glue_ordinal", GlueOrdinalFilter::new),
                new Stage("fold_ordinal", FoldOrdinalFilter::new),
                new Stage("flag_housenumber", HouseNumberFilter::new),
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
