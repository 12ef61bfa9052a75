package dev.hookline.replicate.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.replicate.internal.http.EventStreamParser.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamParserTest {

    private static EventStreamParser parser(String text) {
        return new EventStreamParser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "");
    }

    private static List<Event> events(EventStreamParser parser) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Event event = parser.next(); event != null; event = parser.next()) {
            events.add(event);
        }
        return events;
    }

    private static List<Event> events(String text) throws IOException {
        return events(parser(text));
    }

    @Test
    void anEventHasATypeAnIdAndData() throws IOException {
        assertThat(events("event: output\nid: 1:0\ndata: Once\n\nevent: done\ndata: {}\n\n"))
                .containsExactly(new Event("1:0", "output", "Once"), new Event("1:0", "done", "{}"));
    }

    @Test
    void linesEndInAnyOfThreeWays() throws IOException {
        Event event = new Event("", "a", "1\n2");
        for (String end : List.of("\n", "\r", "\r\n")) {
            assertThat(events("event: a\ndata: 1\ndata: 2\n\n".repeat(2).replace("\n", end)))
                    .containsExactly(event, event);
        }
    }

    @Test
    void oneSpaceBehindTheColonIsNoPartOfTheData() throws IOException {
        assertThat(events("data:a\n\ndata: b\n\ndata:  c\n\ndata\n\ndata:\ndata:\n\n"))
                .extracting(Event::data)
                .containsExactly("a", "b", " c", "", "\n");
    }

    @Test
    void commentsUnknownFieldsAndEventsWithoutDataAreSkipped() throws IOException {
        assertThat(events(": hi\n\nevent: a\n\nnew: field\ndata: x\n\n"))
                .containsExactly(new Event("", "message", "x"));
    }

    @Test
    void anEventThatWasNotEndedIsDropped() throws IOException {
        assertThat(events("data: a\n\ndata: b\n")).extracting(Event::data).containsExactly("a");
        assertThat(events("data: a\n\ndata: b")).extracting(Event::data).containsExactly("a");
        assertThat(events("")).isEmpty();
    }

    @Test
    void charactersSplitOverReadsArriveWhole() throws IOException {
        String text = "\uFEFFdata: ภาพ 😀\n\n";
        InputStream oneByOne = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, 1);
            }
        };

        assertThat(events(new EventStreamParser(oneByOne, "")))
                .extracting(Event::data)
                .containsExactly("ภาพ 😀");
    }

    @Test
    void theWaitBeforeTheNextConnectionIsKept() throws IOException {
        EventStreamParser parser = parser("retry: 2500\nretry: soon\nid: a\0b\ndata: x\n\n");

        assertThat(parser.next()).isEqualTo(new Event("", "message", "x"));
        assertThat(parser.retry()).contains(Duration.ofMillis(2_500));
    }

    @Test
    void anEventWithoutEndDoesNotFillTheMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> new EventStreamParser(endless, "").next()).isInstanceOf(IOException.class);
    }
}
