package dev.hookline.workflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.workflow.internal.run.Gathering.Item;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final String REFUSED = "refused";
    private static final String BROKEN = "broken";
    private static final ThreadLocal<String> USER = new InheritableThreadLocal<>();
    private static final String LEFT_OUT = "left out";

    private final List<List<String>> groups = new CopyOnWriteArrayList<>();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Gathering<String, String> gathering = new Gathering<>("gathering-", 3, this::work);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        gate.countDown();
        USER.remove();
        threads.shutdownNow();
    }

    @Test
    void whoIsAloneWaitsForNobody() {
        gate.countDown();
        assertThat(gathering.get("a")).isEqualTo("A");
        assertThat(gathering.get("b")).isEqualTo("B");
        assertThat(groups).containsExactly(List.of("a"), List.of("b"));
    }

    /** A pool of connections gives a thread the connection that it had before, which is faster for being warm. */
    @Test
    void allIsDoneByOneThreadWhichKeepsNoProcessAliveAndInheritsNothing() throws Exception {
        gate.countDown();
        USER.set("alice");
        assertThat(gathering.get("mine")).isEqualTo("MINE");
        for (int i = 0; i < 5; i++) {
            assertThat(got(ask("a " + i))).isEqualTo("A " + i);
        }
        assertThat(workers).hasSize(1).allSatisfy(worker -> {
            assertThat(worker.isDaemon()).isTrue();
            assertThat(worker.getName()).isEqualTo("gathering-1");
        });
        assertThat(users).isEmpty();
    }

    @Test
    void whatComesMeanwhileIsDoneTogetherUpToTheLargestGroup() throws Exception {
        CompletableFuture<String> first = ask("first");
        await().until(() -> groups.size() == 1);
        List<CompletableFuture<String>> others = IntStream.range(0, 5)
                .mapToObj(i -> {
                    CompletableFuture<String> asked = ask("other " + i);
                    await().until(() -> gathering.waiting() == i + 1);
                    return asked;
                })
                .toList();
        gate.countDown();

        assertThat(got(first)).isEqualTo("FIRST");
        for (int i = 0; i < others.size(); i++) {
            assertThat(got(others.get(i))).isEqualTo("OTHER " + i);
        }
        assertThat(groups)
                .containsExactly(
                        List.of("first"), List.of("other 0", "other 1", "other 2"), List.of("other 3", "other 4"));
    }

    @Test
    void severalOfOneThreadAreDoneInTheirOrderHoweverMany() {
        gate.countDown();
        assertThat(gathering.getAll(List.of("a", "b", "c", "d"))).containsExactly("A", "B", "C", "D");
        assertThat(gathering.getAll(List.of())).isEmpty();
    }

    @Test
    void aFailureReachesWhomItConcernsAndTheNextGroupIsDone() throws Exception {
        CompletableFuture<String> first = ask("first");
        await().until(() -> groups.size() == 1);
        CompletableFuture<String> refused = ask(REFUSED);
        await().until(() -> gathering.waiting() == 1);
        CompletableFuture<String> other = ask("other");
        await().until(() -> gathering.waiting() == 2);
        gate.countDown();

        assertThat(got(first)).isEqualTo("FIRST");
        assertThat(got(other)).isEqualTo("OTHER");
        assertThatThrownBy(() -> got(refused)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(gathering.get("later")).isEqualTo("LATER");
    }

    @Test
    void whenTheWorkThrowsNobodyWaitsForEver() throws Exception {
        CompletableFuture<String> first = ask("first");
        await().until(() -> groups.size() == 1);
        CompletableFuture<String> broken = ask(BROKEN);
        await().until(() -> gathering.waiting() == 1);
        CompletableFuture<String> other = ask("other");
        await().until(() -> gathering.waiting() == 2);
        gate.countDown();

        assertThat(got(first)).isEqualTo("FIRST");
        assertThatThrownBy(() -> got(broken)).hasCauseInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> got(other)).hasCauseInstanceOf(AssertionError.class);
        assertThat(gathering.get("later")).isEqualTo("LATER");
    }

    /** Rather an exception than a thread that waits for ever. */
    @Test
    void whatTheWorkHasLeftOutFails() {
        gate.countDown();
        assertThatThrownBy(() -> got(ask(LEFT_OUT)))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not done");
        assertThat(gathering.get("later")).isEqualTo("LATER");
    }

    private void work(List<Item<String, String>> group) {
        workers.add(Thread.currentThread());
        Optional.ofNullable(USER.get()).ifPresent(users::add);
        groups.add(group.stream().map(Item::wanted).toList());
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Item<String, String> item : group) {
            if (item.wanted().equals(BROKEN)) {
                throw new AssertionError(BROKEN);
            }
            if (item.wanted().equals(REFUSED)) {
                item.result().completeExceptionally(new IllegalStateException(REFUSED));
            } else if (!item.wanted().equals(LEFT_OUT)) {
                item.result().complete(item.wanted().toUpperCase(Locale.ROOT));
            }
        }
    }

    private CompletableFuture<String> ask(String wanted) {
        return CompletableFuture.supplyAsync(() -> gathering.get(wanted), threads);
    }

    private static String got(CompletableFuture<String> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(10, TimeUnit.SECONDS);
    }
}
