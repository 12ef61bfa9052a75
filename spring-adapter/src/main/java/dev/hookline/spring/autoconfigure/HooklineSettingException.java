package dev.hookline.spring.autoconfigure;

import dev.hookline.HooklineException;

/** A setting is missing or wrong; says which, and what to do. */
final class HooklineSettingException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final String action;

    HooklineSettingException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
