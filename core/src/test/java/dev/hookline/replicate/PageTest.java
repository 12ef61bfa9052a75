package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageTest extends ClientTest {
    private void page(String next, String previous, String... ids) {
        String results = List.of(ids).stream()
                .map(id -> "{\"id\": \"" + id + "\", \"status\": \"succeeded\"}")
                .collect(Collectors.joining(", "));
        answer(200, "{\"next\": " + next + ", \"previous\": " + previous + ", \"results\": [" + results + "]}");
    }

    private String cursor(String name) {
        return "\"" + server.url("/v1/predictions?cursor=" + name) + "\"";
    }

    private Page<Prediction> list() {
        return replicate().predictions().list(PredictionFilter.all());
    }

    @Test
    void aStreamGoesThroughAllPagesAlsoEmptyOnes() {
        page(cursor("2"), "null", "a", "b");
        page(cursor("3"), cursor("1"));
        page("null", cursor("2"), "c");

        assertThat(list().stream().map(Prediction::id)).containsExactly("a", "b", "c");
        assertThat(List.of(taken().getTarget(), taken().getTarget(), taken().getTarget()))
                .containsExactly("/v1/predictions", "/v1/predictions?cursor=2", "/v1/predictions?cursor=3");
    }

    @Test
    void aStreamFetchesNoPageThatNobodyLooksAt() {
        page(cursor("2"), "null", "a", "b");

        assertThat(list().stream().map(Prediction::id).limit(2)).containsExactly("a", "b");

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void pagesAreWalkedInBothDirections() {
        page(cursor("2"), "null", "a");
        page("null", cursor("1"), "b");
        page(cursor("2"), "null", "a");

        Page<Prediction> first = list();
        Page<Prediction> second = first.next();

        assertThat(first.hasNext()).isTrue();
        assertThat(first.hasPrevious()).isFalse();
        assertThat(second.hasNext()).isFalse();
        assertThat(second.results()).extracting(Prediction::id).containsExactly("b");
        assertThat(second.previous()).extracting(Page::results).isEqualTo(first.results());
        assertThatThrownBy(second::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aPageOnAnotherHostIsNotFollowedAndNotSentTheToken() {
        page("\"https://example.com/v1/predictions?cursor=2\"", "null", "a");

        assertThatThrownBy(() -> list().stream().toList())
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("example.com");
    }

    @Test
    void aListThatIsOddIsEmptyAndEnds() {
        for (String body :
                List.of("{}", "{\"results\": null, \"next\": 3}", "{\"results\": [null, 1, [], {}, {\"id\": 3}]}")) {
            answer(200, body);
            assertThat(list().stream()).isEmpty();
        }
    }

    @Test
    void whatIsNoListMakesNoSense() {
        answer(200, "[]");

        assertThatThrownBy(this::list).isInstanceOf(ReplicateConnectionException.class);
    }
}
