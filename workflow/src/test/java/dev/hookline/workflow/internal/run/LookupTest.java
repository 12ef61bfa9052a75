package dev.hookline.workflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Callback;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookupTest {
    private static final CallbackToken FIRST = token('a');
    private static final CallbackToken BAD = token('b');
    private static final CallbackToken GOOD = token('c');

    private final List<List<CallbackToken>> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void oneThatCannotBeReadTakesNoOtherWithIt() throws Exception {
        List<CompletableFuture<Optional<Callback>>> found = findTogether(new IllegalArgumentException("no such phase"));

        assertThat(found.get(1).get(10, TimeUnit.SECONDS)).isEmpty();
        assertThatThrownBy(() -> found.get(0).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(asked).containsExactly(List.of(FIRST), List.of(BAD, GOOD), List.of(BAD), List.of(GOOD));
    }

    @Test
    void aStoreThatIsAwayIsAskedOnceForAll() {
        List<CompletableFuture<Optional<Callback>>> found = findTogether(new JobStoreException("away", null));

        assertThat(found)
                .allSatisfy(each -> assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(JobStoreException.class));
        assertThat(asked).containsExactly(List.of(FIRST), List.of(BAD, GOOD));
    }

    private List<CompletableFuture<Optional<Callback>>> findTogether(RuntimeException failure) {
        Lookup lookup = new Lookup(storeThatFails(failure));
        CompletableFuture<Optional<Callback>> first = find(lookup, FIRST);
        await().until(() -> asked.size() == 1);
        CompletableFuture<Optional<Callback>> bad = find(lookup, BAD);
        await().until(() -> lookup.waiting() == 1);
        CompletableFuture<Optional<Callback>> good = find(lookup, GOOD);
        await().until(() -> lookup.waiting() == 2);
        gate.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        return List.of(bad, good);
    }

    private static CompletableFuture<Optional<Callback>> find(Lookup lookup, CallbackToken token) {
        return CompletableFuture.supplyAsync(() -> lookup.find(token), task -> new Thread(task).start());
    }

    private JobStore storeThatFails(RuntimeException failure) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (self, method, arguments) -> {
                    List<CallbackToken> tokens = ((Collection<?>) arguments[0])
                            .stream().map(CallbackToken.class::cast).toList();
                    asked.add(tokens);
                    gate.await(10, TimeUnit.SECONDS);
                    if (tokens.contains(BAD)) {
                        throw failure;
                    }
                    return Map.of();
                });
    }

    private static CallbackToken token(char letter) {
        return CallbackToken.of(String.valueOf(letter).repeat(22));
    }
}
