package dev.hookline.benchmarks.helloworld;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application that says one thing. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class HelloWorld {
    /** Runs it until the process is ended. */
    public static void main(String[] args) {
        SpringApplication.run(HelloWorld.class, args);
    }

    @GetMapping("/")
    String greeting() {
        return "Hello, world";
    }
}
