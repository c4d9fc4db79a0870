package io.odonym.configuration;

/**
 * Options of the Géoplateforme's API under {@code /geocodage}.
 *
 * @param isStrict whether a query must have three characters and start with a letter or digit;
 *     otherwise it must only contain one of these
 * @param maxUploadBytes maximum size of an uploaded CSV file, in bytes, at least 1
 * @param maxRows maximum number of rows of an uploaded CSV file, at least 1
 */
public record GeoplateformeOptions(boolean isStrict, int maxUploadBytes, int maxRows) {

    public GeoplateformeOptions {
        if (maxUploadBytes < 1 || maxRows < 1) {
            throw new ConfigurationException(
                    "geoplateforme-upload-size and geoplateforme-rows must be at least 1");
        }
    }

    static GeoplateformeOptions of(ConfigurationValues values) {
        return new GeoplateformeOptions(
                values.flag(ConfigurationKey.GEOPLATEFORME_STRICT),
                values.integer(ConfigurationKey.GEOPLATEFORME_UPLOAD_SIZE),
                values.integer(ConfigurationKey.GEOPLATEFORME_ROWS));
    }
}
