package dev.hookline.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what to set, instead of a stack trace. */
final class HooklineSettingFailureAnalyzer extends AbstractFailureAnalyzer<HooklineSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HooklineSettingException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
