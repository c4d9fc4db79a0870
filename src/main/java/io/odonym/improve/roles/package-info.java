/**
 * The roles that the tokens of a query can have at their position: house number, unit, postcode,
 * arrondissement, department, post box, and others.
 *
 * <p>The grammar follows the six lines of the French address standard AFNOR XP Z 10-011: addressee,
 * delivery point (floor, flat, staircase), building, street with its number, post box or hamlet,
 * postcode with city and CEDEX, and the country. Each role has one class, which implements {@link
 * io.odonym.improve.roles.RoleRecognizer}.
 */
package io.odonym.improve.roles;
