package io.odonym.documentation;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares the output that a document shows with the output of the program.
 *
 * <p>The sign {@code …} stands for omitted output. In text it matches the rest of a line or part of
 * it, and on a line of its own any number of lines. In JSON, {@code "…": "…"} matches any further
 * members of an object, and {@code "…"} at the end of an array any further elements.
 */
final class ShownOutput {

    private static final String OMITTED = "…";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private ShownOutput() {}

    /** Whether the output of the program is what the document shows. */
    static boolean matches(String shown, String actual) {
        if (shown.startsWith("{") || shown.startsWith("[")) {
            return matchesJson(parse(shown), parse(actual));
        }
        String pattern =
                shown.lines()
                        .map(String::stripTrailing)
                        .map(ShownOutput::linePattern)
                        .collect(Collectors.joining());
        return Pattern.matches(pattern, normalized(actual));
    }

    private static String linePattern(String line) {
        return line.strip().equals(OMITTED)
                ? "(?:.*\n)*"
                : Pattern.quote(line).replace(OMITTED, "\\E.*\\Q") + "\n";
    }

    private static String normalized(String text) {
        return text.replace(BYTE_ORDER_MARK, "")
                .lines()
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    /** JSON is a subset of YAML 1.2. */
    private static Object parse(String json) {
        return new Load(LoadSettings.builder().build()).loadFromString(json);
    }

    private static boolean matchesJson(Object shown, Object actual) {
        return switch (shown) {
            case Map<?, ?> object -> actual instanceof Map<?, ?> other && matches(object, other);
            case List<?> array -> actual instanceof List<?> other && matches(array, other);
            case Number number ->
                    actual instanceof Number other
                            && new BigDecimal(number.toString())
                                            .compareTo(new BigDecimal(other.toString()))
                                    == 0;
            case null -> actual == null;
            default -> shown.equals(actual);
        };
    }

    private static boolean matches(Map<?, ?> shown, Map<?, ?> actual) {
        boolean open = shown.containsKey(OMITTED);
        int members = shown.size() - (open ? 1 : 0);
        return (open ? actual.size() >= members : actual.size() == members)
                && shown.entrySet().stream()
                        .filter(member -> !member.getKey().equals(OMITTED))
                        .allMatch(
                                member ->
                                        actual.containsKey(member.getKey())
                                                && matchesJson(
                                                        member.getValue(),
                                                        actual.get(member.getKey())));
    }

    private static boolean matches(List<?> shown, List<?> actual) {
        boolean open = !shown.isEmpty() && shown.getLast().equals(OMITTED);
        int elements = shown.size() - (open ? 1 : 0);
        if (open ? actual.size() < elements : actual.size() != elements) {
            return false;
        }
        for (int i = 0; i < elements; i++) {
            if (!matchesJson(shown.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
