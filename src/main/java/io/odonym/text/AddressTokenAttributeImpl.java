package io.odonym.text;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/** Implements {@link AddressTokenAttribute}. Lucene finds this class by its name. */
public final class AddressTokenAttributeImpl extends AttributeImpl
        implements AddressTokenAttribute {

    private int position;
    private int part;
    private boolean houseNumber;
    private String word = "";

    @Override
    public int position() {
        return position;
    }

    @Override
    public void setPosition(int newPosition) {
        position = newPosition;
    }

    @Override
    public int part() {
        return part;
    }

    @Override
    public void setPart(int newPart) {
        part = newPart;
    }

    @Override
    public boolean isHouseNumber() {
        return houseNumber;
    }

    @Override
    public void setHouseNumber(boolean newHouseNumber) {
        houseNumber = newHouseNumber;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public void setWord(String newWord) {
        word = newWord;
    }

    @Override
    public void clear() {
        position = 0;
        part = 0;
        houseNumber = false;
        word = "";
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(AddressTokenAttribute.class, "position", position);
        reflector.reflect(AddressTokenAttribute.class, "part", part);
        reflector.reflect(AddressTokenAttribute.class, "houseNumber", houseNumber);
        reflector.reflect(AddressTokenAttribute.class, "word", word);
    }

    @Override
    public void copyTo(AttributeImpl target) {
        AddressTokenAttribute other = (AddressTokenAttribute) target;
        other.setPosition(position);
        other.setPart(part);
        other.setHouseNumber(houseNumber);
        other.setWord(word);
    }
}
