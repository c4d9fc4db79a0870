package io.odonym.text;

import org.apache.lucene.util.Attribute;

/** What the stages of the analysis know of a token besides its text. */
public interface AddressAttribute extends Attribute {

    /** Which word of the text the token comes from, from 0. */
    int position();

    /** Sets the word's position. */
    void setPosition(int position);

    /** Which word of a synonym of several words it is, from 0. */
    int part();

    /** Sets the part. */
    void setPart(int part);

    /** Whether it was recognised as the house number. */
    boolean isHouseNumber();

    /** Sets whether it is the house number. */
    void setHouseNumber(boolean houseNumber);

    /** The word before synonyms and phonetics. */
    String word();

    /** Sets the word. */
    void setWord(String word);
}
