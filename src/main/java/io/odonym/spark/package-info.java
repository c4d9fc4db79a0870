/**
 * The Apache Spark integration: SQL functions ({@link io.odonym.spark.OdonymExtensions}) and a job
 * ({@link io.odonym.spark.GeocodeJob}) that geocode with the same code as the server.
 *
 * <p>The build packages the integration as {@code target/odonym-spark.jar}, without Spark itself.
 * {@link io.odonym.spark.IndexLocalizer} copies an index to a node once, {@link
 * io.odonym.spark.GeocoderRegistry} opens the index once per JVM, and {@link
 * io.odonym.csv.RowByRowGeocoder} geocodes the rows. The design is described in
 * docs/design/spark.md.
 */
package io.odonym.spark;
