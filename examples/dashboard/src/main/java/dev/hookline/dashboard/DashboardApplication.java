package dev.hookline.dashboard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the dashboard. */
@SpringBootApplication(proxyBeanMethods = false)
public class DashboardApplication {
    /** Runs it until the process is ended; every property can be given as {@code --name=value}. */
    public static void main(String[] args) {
        SpringApplication.run(DashboardApplication.class, args);
    }
}
