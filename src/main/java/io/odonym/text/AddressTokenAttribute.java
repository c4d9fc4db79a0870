package io.odonym.text;

import org.apache.lucene.util.Attribute;

/** The attributes of a token in the analysis of addresses, in addition to its text. */
public interface AddressTokenAttribute extends Attribute {

    /** Returns the index of the source word in the text; the first word is 0. */
    int position();

    /** Sets the index of the source word in the text. */
    void setPosition(int position);

    /** Returns the index of the token within a multi-word synonym; the first word is 0. */
    int part();

    /** Sets the index of the token within a multi-word synonym. */
    void setPart(int part);

    /** Returns whether the token is the house number. */
    boolean isHouseNumber();

    /** Sets whether the token is the house number. */
    void setHouseNumber(boolean houseNumber);

    /** Returns the source word before synonyms and phonetic encoding are applied. */
    String word();

    /** Sets the source word. */
    void setWord(String word);
}
