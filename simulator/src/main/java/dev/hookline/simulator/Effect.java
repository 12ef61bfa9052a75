package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import java.time.Duration;

/** What a {@link Fault} does. */
sealed interface Effect {

    record Lose() implements Effect {}

    record Repeat(int copies) implements Effect {}

    record Shuffle(Duration most) implements Effect {}

    record Delay(Duration delay) implements Effect {}

    record Reverse() implements Effect {}

    record WebhooksFirst() implements Effect {}

    record LoseAnswer() implements Effect {}

    record DelayAnswer(Duration delay) implements Effect {}

    record Refuse(Answer answer) implements Effect {}

    record Fail(String error) implements Effect {}

    record RemoveOutput() implements Effect {}

    record FailLookUp(int status) implements Effect {}

    record FailDownload(int status) implements Effect {}

    record DelayDownload(Duration delay) implements Effect {}

    record CutDownload() implements Effect {}
}
