package io.odonym.text;

import org.apache.lucene.util.Attribute;

/** Token attributes of the address analysis beyond the text of the token. */
public interface AddressAttribute extends Attribute {

    /** Index of the source word in the text, from 0. */
    int position();

    /** Sets the index of the source word. */
    void setPosition(int position);

    /** Index of the token within a synonym of several words, from 0. */
    int part();

    /** Sets the index within the synonym. */
    void setPart(int part);

    /** Whether the token is the house number. */
    boolean isHouseNumber();

    /** Sets whether the token is the house number. */
    void setHouseNumber(boolean houseNumber);

    /** The source word before synonyms and phonetic encoding. */
    String word();

    /** Sets the source word. */
    void setWord(String word);
}
