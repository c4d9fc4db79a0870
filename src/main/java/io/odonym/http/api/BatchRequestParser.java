package io.odonym.http.api;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads the body of a batch: {@code {"requests": [{"q": "..."}, {"lat": 48.8, "lon": 2.3}]}}, or
 * just the array itself. Each object holds the parameters of {@code /search}, or those of {@code
 * /reverse} if it has no {@code q}. Thread-safe.
 */
final class BatchRequestParser {

    /** Names are not interned, because a client can choose names whose hash codes collide. */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build();

    private static final String REQUESTS = "requests";

    /** The memory that a value takes in addition to its text, in bytes. */
    private static final int BYTES_PER_VALUE = 256;

    private final int maxSearches;

    /**
     * Creates a reader.
     *
     * @param maxSearches the maximum number of objects in a batch
     */
    BatchRequestParser(int maxSearches) {
        this.maxSearches = maxSearches;
    }

    /**
     * Reads a body.
     *
     * @param memory receives the number of bytes that each value takes, before the value is read
     * @return the parameters of each search, in the order of the body
     * @throws HttpErrorException 400 if the body is not a batch; 413 if the batch is too long
     */
    List<RequestParameters> read(byte[] body, LongConsumer memory) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                if (!REQUESTS.equals(parser.nextName())) {
                    throw invalid("The body must be {\"requests\": [...]}.");
                }
                first = parser.nextToken();
            }
            if (first != JsonToken.START_ARRAY) {
                throw invalid("The body must be {\"requests\": [...]}.");
            }
            List<RequestParameters> searches = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw invalid("Request " + (searches.size() + 1) + " is not an object.");
                }
                if (searches.size() == maxSearches) {
                    throw HttpErrorException.contentTooLarge(
                            "Too many requests, limit is " + maxSearches);
                }
                memory.accept(BYTES_PER_VALUE);
                searches.add(
                        RequestParameters.of(readParameters(parser, searches.size() + 1, memory)));
            }
            return searches;
        } catch (JacksonException malformed) {
            // A value that exceeds a limit of the parser has no location.
            throw invalid(
                    Optional.ofNullable(malformed.getLocation())
                            .map(
                                    location ->
                                            "The body is not valid JSON: line "
                                                    + location.getLineNr()
                                                    + ", column "
                                                    + location.getColumnNr()
                                                    + ".")
                            .orElse("The body has a name, number or string that is too long."));
        }
    }

    private static Map<String, List<String>> readParameters(
            JsonParser parser, int number, LongConsumer memory) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            memory.accept(BYTES_PER_VALUE);
            String name = parser.currentName();
            List<String> values = parameters.computeIfAbsent(name, _ -> new ArrayList<>());
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    memory.accept(BYTES_PER_VALUE);
                    values.add(readScalar(parser, name, number));
                }
                if (values.isEmpty()) {
                    parameters.remove(name);
                }
            } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
                parameters.remove(name);
            } else {
                values.add(readScalar(parser, name, number));
            }
        }
        return parameters;
    }

    private static String readScalar(JsonParser parser, String name, int number) {
        if (!parser.currentToken().isScalarValue()) {
            throw invalid(
                    "\"" + name + "\" of request " + number + " is not a string or a number.");
        }
        return parser.getString();
    }

    private static HttpErrorException invalid(String description) {
        return HttpErrorException.badRequest("Invalid batch", description);
    }
}
