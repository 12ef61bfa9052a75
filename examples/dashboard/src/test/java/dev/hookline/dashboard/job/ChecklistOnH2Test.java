package dev.hookline.dashboard.job;

import dev.hookline.dashboard.support.RunningDashboard;
import java.nio.file.Path;

class ChecklistOnH2Test extends Checklist {
    @Override
    RunningDashboard start(Path data) {
        return RunningDashboard.start(data, "dashboard.look-up-after=1s");
    }
}
