package io.odonym.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;

import java.util.List;
import java.util.function.UnaryOperator;

/** French addresses as Lucene analyses them: the stages in their order. */
public final class FrenchAddressAnalyzer extends Analyzer {

    /**
     * A stage and its name in an explanation.
     *
     * @param name addok's name of it
     * @param over puts it over the stages before
     */
    record Stage(String name, UnaryOperator<TokenStream> over) {}

    private final List<Stage> stages;

    /** With the given synonyms. */
    public FrenchAddressAnalyzer(Synonyms synonyms) {
        this.stages = stages(synonyms, new PhoneticCache());
    }

    /**
     * What follows the tokenizer, in order.
     *
     * @param memory of the sounds of words
     */
    static List<Stage> stages(Synonyms synonyms, PhoneticCache memory) {
        return List.of(
                new Stage("normalize", FoldFilter::new),
                new Stage("glue_ordinal", GlueOrdinalFilter::new),
                new Stage("fold_ordinal", FoldOrdinalFilter::new),
                new Stage("flag_housenumber", HouseNumberFilter::new),
                new Stage("synonymize", input -> new SynonymFilter(input, synonyms)),
                new Stage("phonemicize", input -> new PhoneticFilter(input, memory)));
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new WordTokenizer();
        TokenStream stream = words;
        for (Stage stage : stages) {
            stream = stage.over().apply(stream);
        }
        return new TokenStreamComponents(words, stream);
    }
}
