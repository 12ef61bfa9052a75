/**
 * What Spring Boot's actuator shows of Hookline: {@link dev.hookline.spring.actuate.HooklineHealthIndicator} and
 * {@link dev.hookline.spring.actuate.HooklineEndpoint}.
 */
@NullMarked
package dev.hookline.spring.actuate;

import org.jspecify.annotations.NullMarked;
