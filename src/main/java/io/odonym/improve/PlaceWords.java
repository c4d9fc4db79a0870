package io.odonym.improve;

/**
 * The words of a place as a query is aligned with them: those of one of its names, then those of
 * one of its cities, and its postcode apart.
 *
 * @param words the words; what stands behind the last of them means nothing
 * @param ofName how many of them are of the name
 * @param size how many there are
 * @param postcode the postcode; without letters where there is none
 */
record PlaceWords(WordForm[] words, int ofName, int size, WordForm postcode) {

    /** So many words are looked at, half of them of the name: a bit for each fits a long. */
    static final int MOST = 60;

    /**
     * The words of a name and a city.
     *
     * @param into has room for {@link #MOST} and holds them from now on
     */
    static PlaceWords of(WordForm[] name, WordForm[] city, WordForm postcode, WordForm[] into) {
        int ofName = Math.min(name.length, MOST / 2);
        int size = Math.min(ofName + city.length, MOST);
        System.arraycopy(name, 0, into, 0, ofName);
        System.arraycopy(city, 0, into, ofName, size - ofName);
        return new PlaceWords(into, ofName, size, postcode);
    }

    WordForm word(int at) {
        return words[at];
    }

    /** Some words that follow each other, in one. */
    String joined(int first, int last) {
        StringBuilder joined = new StringBuilder();
        for (int at = first; at <= last; at++) {
            joined.append(words[at].raw);
        }
        return joined.toString();
    }
}
