package dev.hookline.simulator.junit;

import dev.hookline.simulator.ReplicateSimulator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Starts and closes the simulators in fields that {@link Simulated} marks. */
final class SimulatedExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    SimulatedExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        for (Field field : fields(context.getRequiredTestClass(), SimulatedExtension::isStatic)) {
            startIn(field, null);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(test.getClass(), SimulatedExtension::isStatic)) {
                simulator(field, null).clearFaults();
            }
            for (Field field : fields(test.getClass(), field -> !isStatic(field))) {
                startIn(field, test);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IllegalAccessException {
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(test.getClass(), field -> !isStatic(field))) {
                simulator(field, test).close();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IllegalAccessException {
        for (Field field : fields(context.getRequiredTestClass(), SimulatedExtension::isStatic)) {
            simulator(field, null).close();
        }
    }

    private static void startIn(Field field, @Nullable Object test) throws IllegalAccessException {
        if (field.get(test) == null) {
            if (Modifier.isFinal(field.getModifiers())) {
                throw new ExtensionConfigurationException("@Simulated " + field + " is final and has no simulator");
            }
            field.set(test, ReplicateSimulator.start());
        }
    }

    private static ReplicateSimulator simulator(Field field, @Nullable Object test) throws IllegalAccessException {
        Object value = field.get(test);
        if (value == null) {
            throw new ExtensionConfigurationException("@Simulated " + field + " was set to null");
        }
        return (ReplicateSimulator) value;
    }

    private static boolean isStatic(Field field) {
        return Modifier.isStatic(field.getModifiers());
    }

    private static List<Field> fields(Class<?> test, Predicate<Field> wanted) {
        List<Field> fields =
                AnnotationSupport.findAnnotatedFields(test, Simulated.class, wanted, HierarchyTraversalMode.TOP_DOWN);
        for (Field field : fields) {
            if (field.getType() != ReplicateSimulator.class) {
                throw new ExtensionConfigurationException("@Simulated " + field + " is no ReplicateSimulator");
            }
            field.setAccessible(true);
        }
        return fields;
    }
}
