package io.odonym.improve.tokens;

import java.util.Locale;

/** What a token of a query means at its position. */
public enum TokenRole {
    /**
     * A word that no rule has assigned a role to yet. No token of a complete reading has this role.
     */
    WORD(true),
    /** The number of a house, or a range of numbers, with the sign "n°" before it. */
    HOUSE_NUMBER(true),
    /** A house number suffix that is written as a separate word: "bis", "ter" or a letter. */
    SUFFIX(true),
    /** The type at the beginning of the name of a street: "rue", "bd", "grande rue". */
    STREET_TYPE(true),
    /** The name of a street, of a place or of an addressee; the role of all other words. */
    NAME(true),
    /** The name of a municipality. */
    CITY(true),
    /** A number that is part of a name, or that no other role explains. */
    NAME_NUMBER(true),
    /** A postcode. It may have been written in two pieces or without its leading zero. */
    POSTCODE(true),
    /** A unit and its identifier: building, staircase, floor, flat or door. */
    UNIT(true),
    /** An arrondissement that only repeats the postcode. */
    ARRONDISSEMENT(false),
    /** The code or the name of a department. */
    DEPARTMENT(false),
    /** The word CEDEX, its number, or a postcode that is used only for CEDEX addresses. */
    CEDEX(false),
    /** A post box: BP, CS, TSA or CIDEX, and its number. */
    BOX(false),
    /** A country. */
    COUNTRY(false),
    /** A telephone number. */
    TELEPHONE(false),
    /** A reference, such as the number of a file, a customer or a company. */
    REFERENCE(false),
    /** A statement that there is no house number: 0, 00, s/n. */
    NO_NUMBER(false);

    private final boolean searched;

    TokenRole(boolean searched) {
        this.searched = searched;
    }

    /** The name of the role in explanations, for example "house_number". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a token with this role may match a word or a number of a place. */
    public boolean isSearched() {
        return searched;
    }
}
