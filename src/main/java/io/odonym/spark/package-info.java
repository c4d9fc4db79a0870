/**
 * A thin layer over the façade for Apache Spark: functions of SQL ({@link
 * io.odonym.spark.OdonymExtensions}) and a job ({@link io.odonym.spark.GeocodeJob}) that geocode
 * with the engine of the server.
 *
 * <p>Its own jar, {@code target/odonym-spark.jar}; Spark is there already where it runs. An index
 * is brought to a node once ({@link io.odonym.spark.IndexLocalizer}) and opened once a JVM ({@link
 * io.odonym.spark.GeocoderRegistry}); rows go through {@link io.odonym.csv.TableGeocoder}, as a
 * file's do.
 */
package io.odonym.spark;
