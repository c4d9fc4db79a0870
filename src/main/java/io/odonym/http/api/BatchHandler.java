package io.odonym.http.api;

import io.odonym.geocode.IndexLease;
import io.odonym.geocode.QueryLengthException;
import io.odonym.http.connection.AdmissionControl;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many questions in one request: {@code {"requests": [{"q": "..."}, {"lat": 48.8, "lon": 2.3}]}},
 * each with the parameters of /search, or of /reverse where it has no q. The answers come in the
 * same order; one that is an error has title, description and status in place of features.
 */
final class BatchHandler {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String REQUESTS = "requests";

    private final SearchHandler queries;
    private final AdmissionControl admission;
    private final int most;

    BatchHandler(SearchHandler queries, AdmissionControl admission, int most) {
        this.queries = queries;
        this.admission = admission;
        this.most = most;
    }

    /** How many bytes a batch may have: 4 kB for each of its requests. */
    int mostBytes() {
        return (int) Math.min(Integer.MAX_VALUE - 1L, most * 4096L);
    }

    byte[] answer(byte[] body) {
        List<Map<String, List<String>>> requests = read(body);
        try (IndexLease lease = queries.lease()) {
            return answer(requests, queries.to(lease));
        }
    }

    private byte[] answer(List<Map<String, List<String>>> requests, SearchHandler queries) {
        JsonWriter json = new JsonWriter().startObject().key("results").startArray();
        for (Map<String, List<String>> request : requests) {
            // Single searches that wait come in between.
            Thread.yield();
            long start = System.nanoTime();
            try {
                RequestParameters parameters = RequestParameters.of(request);
                json.json(
                        request.containsKey("q")
                                ? queries.search(parameters)
                                : queries.reverse(parameters));
            } catch (HttpErrorException problem) {
                write(problem, json);
            } catch (QueryLengthException tooLong) {
                write(HttpErrorException.tooLarge(tooLong.getMessage()), json);
            }
            admission.charge(System.nanoTime() - start);
        }
        return json.endArray().endObject().toBytes();
    }

    private static void write(HttpErrorException problem, JsonWriter json) {
        json.startObject().key("title").value(problem.title());
        if (!problem.description().isEmpty()) {
            json.key("description").value(problem.description());
        }
        json.key("status").value(problem.status()).endObject();
    }

    private List<Map<String, List<String>>> read(byte[] body) {
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
            List<Map<String, List<String>>> requests = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw invalid("Request " + (requests.size() + 1) + " is no object.");
                }
                if (requests.size() == most) {
                    throw HttpErrorException.tooLarge("Too many requests, limit is " + most);
                }
                requests.add(request(parser, requests.size() + 1));
            }
            return requests;
        } catch (JacksonException broken) {
            throw invalid(
                    "It is no JSON: line "
                            + broken.getLocation().getLineNr()
                            + ", column "
                            + broken.getLocation().getColumnNr()
                            + ".");
        }
    }

    private static Map<String, List<String>> request(JsonParser parser, int number) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            List<String> texts = values.computeIfAbsent(name, _ -> new ArrayList<>());
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    texts.add(scalar(parser, name, number));
                }
                if (texts.isEmpty()) {
                    values.remove(name);
                }
            } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
                values.remove(name);
            } else {
                texts.add(scalar(parser, name, number));
            }
        }
        return values;
    }

    private static String scalar(JsonParser parser, String name, int number) {
        if (!parser.currentToken().isScalarValue()) {
            throw invalid(
                    "\"" + name + "\" of request " + number + " is neither a text nor a number.");
        }
        return parser.getString();
    }

    private static HttpErrorException invalid(String why) {
        return HttpErrorException.wrong("Invalid batch", why);
    }
}
