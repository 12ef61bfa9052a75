package dev.hookline.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request, from whatever framework: a function from a name to its values. Names are asked for in lower
 * case; a function over a map that knows case has to find them in any, as {@link #of(Map)} does.
 */
@FunctionalInterface
public interface WebhookHeaders {

    /** Returns the values of a header in their order; null or empty when it is missing. */
    @Nullable
    Iterable<String> values(String lowerCaseName);

    /**
     * Takes a map from names in any case to values, such as the JDK's {@code Headers} or {@code HttpHeaders.map()}. A name
     * that the map finds by itself is not searched for in other cases.
     */
    static WebhookHeaders of(Map<String, ? extends Iterable<String>> headers) {
        return name -> {
            Iterable<String> found = headers.get(name);
            return found == null ? inAnyCase(headers, name) : found;
        };
    }

    private static List<String> inAnyCase(Map<String, ? extends Iterable<String>> headers, String name) {
        List<String> values = new ArrayList<>();
        headers.forEach((key, found) -> {
            if (name.equalsIgnoreCase(key)) {
                found.forEach(values::add);
            }
        });
        return values;
    }

    /** Takes a function to the only value or null, such as a servlet's {@code request::getHeader}. */
    static WebhookHeaders single(Function<String, @Nullable String> header) {
        return name -> {
            String value = header.apply(name);
            return value == null ? List.of() : List.of(value);
        };
    }
}
