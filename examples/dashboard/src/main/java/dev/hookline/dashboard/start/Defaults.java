package dev.hookline.dashboard.start;

import dev.hookline.simulator.ReplicateSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settles what nobody has set: everything is kept below one folder; without a token a simulator inside of this process
 * stands in for Replicate; and what runs on this machine reaches the dashboard on this machine. Each property that is set
 * anywhere else wins. The simulator starts on a thread of its own meanwhile.
 */
public final class Defaults implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** H2 acknowledges a commit before it has written it, unless told not to; and leaves its closing to the pool. */
    private static final String H2_OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Called by Spring, which finds it in {@code spring.factories}. */
    public Defaults() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> defaults = new LinkedHashMap<>();
        keepBelowOneFolder(environment, defaults);
        int port = port(environment);
        @Nullable String baseUrl = environment.getProperty("hookline.replicate.base-url");
        boolean inside = baseUrl == null && !hasToken(environment);
        if (inside) {
            StartingSimulator simulator = startSimulator(environment);
            register(context, simulator);
            environment.getPropertySources().addLast(simulator.settings());
            defaults.put("dashboard.look-up-after", "10s");
        }
        if (inside || (baseUrl != null && isLoopback(baseUrl))) {
            defaults.put("dashboard.simulated", true);
            defaults.put("hookline.public-url", "http://127.0.0.1:" + port);
        }
        environment.getPropertySources().addLast(new MapPropertySource("dashboard defaults", defaults));
    }

    private static void keepBelowOneFolder(ConfigurableEnvironment environment, Map<String, Object> defaults) {
        Path data = Path.of(environment.getProperty("dashboard.data", "data"))
                .toAbsolutePath()
                .normalize();
        defaults.put("hookline.files.directory", data.resolve("files").toString());
        defaults.put(
                "spring.servlet.multipart.location", data.resolve("uploads").toString());
        if (!environment.containsProperty("spring.datasource.url")) {
            defaults.put("spring.datasource.url", "jdbc:h2:file:" + data.resolve("hookline") + H2_OPTIONS);
            defaults.put("spring.datasource.username", "sa");
            defaults.put("spring.datasource.password", "");
        }
    }

    /** A free port has to be chosen now, since it is a part of the URL that webhooks are sent to. */
    private static int port(ConfigurableEnvironment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (port != 0) {
            return port;
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MapPropertySource chosen = new MapPropertySource("chosen port", Map.of("server.port", free.getLocalPort()));
            environment.getPropertySources().addFirst(chosen);
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port on this machine", e);
        }
    }

    private static boolean hasToken(ConfigurableEnvironment environment) {
        return Stream.of("hookline.replicate.token", "REPLICATE_API_TOKEN")
                .map(environment::getProperty)
                .anyMatch(token -> token != null && !token.isBlank());
    }

    private static StartingSimulator startSimulator(ConfigurableEnvironment environment) {
        return StartingSimulator.begin(
                environment.getProperty("dashboard.simulator.startup", Duration.class, Duration.ofMillis(400)),
                environment.getProperty("dashboard.simulator.latency", Duration.class, Duration.ofSeconds(2)),
                Defaults::onAnotherThread);
    }

    /** Ends with the process, also with one whose start has failed. */
    private static void onAnotherThread(Runnable work) {
        Thread thread = new Thread(work, "simulator-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is registered for closing before all others is closed after them. */
    private static void register(ConfigurableApplicationContext context, StartingSimulator simulator) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        RootBeanDefinition definition = new RootBeanDefinition(ReplicateSimulator.class, simulator::get);
        definition.setDestroyMethodName("");
        beans.registerBeanDefinition("replicateSimulator", definition);
        beans.registerDisposableBean("replicateSimulator", simulator::close);
    }

    private static boolean isLoopback(String url) {
        URI uri = URI.create(url);
        return "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }
}
