package dev.hookline.dashboard.upload;

import dev.hookline.dashboard.request.RequestFields;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts photos into an order that is given by their numbers, such as {@code 3,1,2}: first the third that was sent. Who
 * sends them in order, or whose browser does, gives none.
 */
final class ChosenOrder {
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,2}([\\s,]+[0-9]{1,2})*");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

    private ChosenOrder() {}

    static List<Upload> read(@Nullable String order, List<Upload> photos, RequestFields fields) {
        if (order == null || order.isBlank()) {
            return photos;
        }
        String given = order.strip();
        if (!NUMBERS.matcher(given).matches()) {
            return refused(photos, fields);
        }
        int[] numbers = BETWEEN.splitAsStream(given).mapToInt(Integer::parseInt).toArray();
        int[] all = IntStream.rangeClosed(1, photos.size()).toArray();
        if (!Arrays.equals(IntStream.of(numbers).sorted().toArray(), all)) {
            return refused(photos, fields);
        }
        return IntStream.of(numbers).mapToObj(number -> photos.get(number - 1)).toList();
    }

    private static List<Upload> refused(List<Upload> photos, RequestFields fields) {
        fields.refuse("order", "choice", "must have each number from 1 to " + photos.size() + " once, such as 2,1,3");
        return photos;
    }
}
